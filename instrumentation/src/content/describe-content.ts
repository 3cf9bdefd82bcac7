import type { Span } from '@opentelemetry/api';
import { ATTR } from '../semconv.js';
import { ContentMemo } from './content-memo.js';
import type { Redactor } from './redact.js';
import { plainText, serialize } from './serialize.js';

/** Takes attributes one by one: collecting them first would cost an object a call. */
export type AttributeSink = Pick<Span, 'setAttribute'>;

/** The parts of operations, with the attributes that each is told by. */
const PARTS = {
  toolArguments: {
    size: ATTR.ARGUMENTS_SIZE,
    shape: ATTR.ARGUMENTS_SHAPE,
    truncated: ATTR.ARGUMENTS_TRUNCATED,
    content: ATTR.GEN_AI_TOOL_CALL_ARGUMENTS,
  },
  toolResult: {
    size: ATTR.RESULT_SIZE,
    shape: ATTR.RESULT_SHAPE,
    truncated: ATTR.RESULT_TRUNCATED,
    content: ATTR.GEN_AI_TOOL_CALL_RESULT,
  },
  otherArguments: {
    size: ATTR.ARGUMENTS_SIZE,
    shape: ATTR.ARGUMENTS_SHAPE,
    truncated: ATTR.ARGUMENTS_TRUNCATED,
    content: ATTR.ARGUMENTS,
  },
  otherResult: { size: ATTR.RESULT_SIZE, shape: ATTR.RESULT_SHAPE, truncated: ATTR.RESULT_TRUNCATED, content: ATTR.RESULT },
} as const;

export type ContentPart = keyof typeof PARTS;

/** Tells what goes into operations and comes out of them, as far as the redactor lets it. */
export class ContentDescriber {
  readonly #redactor: Redactor;
  readonly #memos: Record<ContentPart, ContentMemo>;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
    const memo = () => new ContentMemo(redactor.hidesKey);
    this.#memos = { toolArguments: memo(), toolResult: memo(), otherArguments: memo(), otherResult: memo() };
  }

  /** Sets size and shape of an operation's value; its content as well if there is a limit to capture it by. */
  describe(sink: AttributeSink, part: ContentPart, operation: string, value: unknown, limit: number | undefined): void {
    const names = PARTS[part];
    const memo = this.#memos[part];
    if (limit !== undefined && this.#describePlain(sink, part, memo.plainShapeOf(operation, value, limit), value, limit)) return;
    const { size, shape } = memo.describe(operation, value);
    sink.setAttribute(names.size, size);
    sink.setAttribute(names.shape, shape);
    if (limit === undefined) return;
    const { text, truncated } = serialize(value, limit, this.#redactor);
    sink.setAttribute(names.content, text);
    if (truncated) sink.setAttribute(names.truncated, true);
  }

  /** Most contents are like the last ones, fit, and hold no secret: then the text that is recorded tells the size as well. */
  #describePlain(sink: AttributeSink, part: ContentPart, shape: string | undefined, value: unknown, limit: number): boolean {
    const text = shape === undefined ? undefined : plainText(value, this.#redactor);
    if (shape === undefined || text === undefined) return false;
    const size = Buffer.byteLength(text);
    if (size > limit) return false;
    const names = PARTS[part];
    sink.setAttribute(names.size, size);
    sink.setAttribute(names.shape, shape);
    sink.setAttribute(names.content, text);
    return true;
  }
}
