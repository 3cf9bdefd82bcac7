import type { Span } from '@opentelemetry/api';
import { ATTR } from '../semconv.js';
import type { CapturedText } from './captured-text.js';
import { ContentMemo } from './content-memo.js';
import { JsonWriter } from './json-writer.js';
import { PlainTextMemory } from './plain-text-memory.js';
import type { Redactor } from './redact.js';
import { textMemory } from './shared-text-memory.js';
import type { Region } from './text-memory.js';

/** Takes attributes one by one: collecting them first would cost an object a call. */
export interface AttributeSink extends Pick<Span, 'setAttribute'> {
  /** Takes text that is true until the operation has ended, so that it never becomes a string. */
  setText?(key: string, text: CapturedText): unknown;
}

/** The parts of operations, with the attributes that each is told by. */
const PARTS = {
  toolArguments: {
    size: ATTR.ARGUMENTS_SIZE,
    shape: ATTR.ARGUMENTS_SHAPE,
    truncated: ATTR.ARGUMENTS_TRUNCATED,
    content: ATTR.GEN_AI_TOOL_CALL_ARGUMENTS,
    region: 'arguments',
  },
  toolResult: {
    size: ATTR.RESULT_SIZE,
    shape: ATTR.RESULT_SHAPE,
    truncated: ATTR.RESULT_TRUNCATED,
    content: ATTR.GEN_AI_TOOL_CALL_RESULT,
    region: 'result',
  },
  otherArguments: {
    size: ATTR.ARGUMENTS_SIZE,
    shape: ATTR.ARGUMENTS_SHAPE,
    truncated: ATTR.ARGUMENTS_TRUNCATED,
    content: ATTR.ARGUMENTS,
    region: 'arguments',
  },
  otherResult: {
    size: ATTR.RESULT_SIZE,
    shape: ATTR.RESULT_SHAPE,
    truncated: ATTR.RESULT_TRUNCATED,
    content: ATTR.RESULT,
    region: 'result',
  },
} as const;

export type ContentPart = keyof typeof PARTS;

/** Tells what goes into operations and comes out of them, as far as the redactor lets it. */
export class ContentDescriber {
  readonly #redactor: Redactor;
  readonly #limit: number;
  readonly #memos: Record<ContentPart, ContentMemo>;
  #writer: JsonWriter | undefined;

  /** `limit` is in bytes, of each captured content. */
  constructor(redactor: Redactor, limit: number) {
    this.#redactor = redactor;
    this.#limit = limit;
    this.#memos = {
      toolArguments: new ContentMemo(),
      toolResult: new ContentMemo(),
      otherArguments: new ContentMemo(),
      otherResult: new ContentMemo(),
    };
  }

  /** Sets size and shape of an operation's value, and its content if that is captured. */
  describe(sink: AttributeSink, part: ContentPart, operation: string, value: unknown, captured: boolean): void {
    const { size, shape, truncated, content, region } = PARTS[part];
    const memo = this.#memos[part];
    const text = captured ? this.#capture(value, region) : undefined;
    // Most contents are like the last ones, fit, and hold no secret: then the text tells the size.
    const known = text?.isWhole ? memo.knownShapeOf(operation, value) : undefined;
    if (text !== undefined && known !== undefined) {
      sink.setAttribute(size, text.to - text.from);
      sink.setAttribute(shape, known);
    } else {
      const described = memo.describe(operation, value);
      sink.setAttribute(size, described.size);
      sink.setAttribute(shape, described.shape);
    }
    if (text === undefined) return;
    if (sink.setText === undefined) sink.setAttribute(content, text.toString());
    else sink.setText(content, text);
    if (text.truncated) sink.setAttribute(truncated, true);
  }

  #capture(value: unknown, region: Region): CapturedText {
    // The operator's rule and `toJSON` are foreign code, which may make another operation end.
    if (isCapturing) return new JsonWriter(new PlainTextMemory(), this.#redactor).write(value, region, this.#limit);
    isCapturing = true;
    try {
      this.#writer ??= new JsonWriter(textMemory(), this.#redactor);
      return this.#writer.write(value, region, this.#limit);
    } finally {
      isCapturing = false;
    }
  }
}

/** All describers of a process write to the same memory. */
let isCapturing = false;
