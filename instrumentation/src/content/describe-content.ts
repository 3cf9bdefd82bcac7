import type { Attributes, Span } from '@opentelemetry/api';
import { ATTR } from '../semconv.js';
import type { CapturedText } from './captured-text.js';
import { ContentMemo } from './content-memo.js';
import { jsonSize } from './json-size.js';
import { JsonWriter } from './json-writer.js';
import { PlainTextMemory } from './plain-text-memory.js';
import type { Redactor } from './redact.js';
import { shapeOf } from './shape.js';
import { textMemory } from './shared-text-memory.js';
import type { TextMemory } from './text-memory.js';

/** Takes attributes one by one: collecting them first would cost an object a call. */
export interface AttributeSink {
  setAttribute(...attribute: Parameters<Span['setAttribute']>): unknown;
  setAttributes(attributes: Attributes): unknown;
  /** Takes text that is true until the operation has ended, so that it never becomes a string. */
  setText?(key: string, text: CapturedText): unknown;
  /**
   * Where in the memory text of at most so many bytes is to be written that becomes this attribute, so that it need not be copied. Nothing where
   * the sink has no such place, or has given it away.
   */
  placeText?(key: string, memory: TextMemory, limit: number): number | undefined;
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
      toolArguments: new ContentMemo(ATTR.ARGUMENTS_SHAPE),
      toolResult: new ContentMemo(ATTR.RESULT_SHAPE),
      otherArguments: new ContentMemo(ATTR.ARGUMENTS_SHAPE),
      otherResult: new ContentMemo(ATTR.RESULT_SHAPE),
    };
  }

  /** Sets size and shape of an operation's value, and its content if that is captured, which it returns: it is there until the next. */
  describe(sink: AttributeSink, part: ContentPart, operation: string, value: unknown, captured: boolean): CapturedText | undefined {
    const { size, shape, truncated, content } = PARTS[part];
    const memo = this.#memos[part];
    const text = captured ? this.#capture(sink, part, value) : undefined;
    // Most contents are like the last ones, fit, and hold no secret: then the text tells the size.
    const isWhole = text?.isWhole ?? false;
    const known = memo.recognise(operation, value, !isWhole);
    if (known !== undefined) {
      sink.setAttributes(known.shape);
      sink.setAttribute(size, text !== undefined && isWhole ? text.to - text.from : known.size);
    } else {
      const described = shapeOf(value);
      memo.learn(operation, value, described);
      sink.setAttribute(shape, described);
      sink.setAttribute(size, jsonSize(value));
    }
    if (text === undefined) return undefined;
    if (sink.setText === undefined) sink.setAttribute(content, text.toString());
    else sink.setText(content, text);
    if (text.truncated) sink.setAttribute(truncated, true);
    return text;
  }

  #capture(sink: AttributeSink, part: ContentPart, value: unknown): CapturedText {
    const { region, content } = PARTS[part];
    const limit = this.#limit;
    // The operator's rule and `toJSON` are foreign code, which may make another operation end.
    if (isCapturing) {
      const memory = new PlainTextMemory(limit);
      return new JsonWriter(memory, this.#redactor).write(value, memory.region(region), limit);
    }
    isCapturing = true;
    try {
      this.#writer ??= new JsonWriter(textMemory(limit), this.#redactor);
      const { memory } = this.#writer;
      // Of the two, the result is what is large.
      const place = region === 'result' ? sink.placeText?.(content, memory, limit) : undefined;
      return this.#writer.write(value, place ?? memory.region(region), limit);
    } finally {
      isCapturing = false;
    }
  }
}

/** All describers of a process write to the same memory. */
let isCapturing = false;
