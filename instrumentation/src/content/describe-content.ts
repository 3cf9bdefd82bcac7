import type { Attributes, Span } from '@opentelemetry/api';
import { AnyValueWriter } from '../otlp/any-value-writer.js';
import { ATTR } from '../semconv.js';
import type { CapturedValue } from './captured-value.js';
import { ContentMemo } from './content-memo.js';
import { jsonSize } from './json-size.js';
import { type CapturedText, JsonWriter } from './json-writer.js';
import { PlainTextMemory } from './plain-text-memory.js';
import type { Redactor } from './redact.js';
import { shapeOf } from './shape.js';
import { textMemory } from './shared-text-memory.js';
import type { TextMemory } from './text-memory.js';

/** Takes attributes one by one: collecting them first would cost an object a call. */
export interface AttributeSink {
  setAttribute(...attribute: Parameters<Span['setAttribute']>): unknown;
  setAttributes(attributes: Attributes): unknown;
  /** Takes a value that is true until the operation has ended. What has no such thing is told contents as JSON text. */
  setCaptured?(key: string, value: CapturedValue): unknown;
  /**
   * Where in the memory a value of at most so many bytes is to be written that becomes this attribute, so that it need not be copied. Nothing where
   * the sink has no such place, or has given it away.
   */
  placeCaptured?(key: string, memory: TextMemory, limit: number): number | undefined;
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
  #jsonWriter: JsonWriter | undefined;
  #valueWriter: AnyValueWriter | undefined;

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

  /** Sets size and shape of an operation's value, and its content if that is captured. */
  describe(sink: AttributeSink, part: ContentPart, operation: string, value: unknown, captured: boolean): void {
    const isInner = isDescribing;
    isDescribing = true;
    try {
      const told = captured ? this.#capture(sink, part, value, isInner) : undefined;
      this.#measure(sink, part, operation, value, told);
    } finally {
      isDescribing = isInner;
    }
  }

  /** The JSON text of what the redactor lets through, within the limit. */
  toText(value: unknown): CapturedText {
    const isInner = isDescribing;
    isDescribing = true;
    try {
      return this.#toText(value, isInner);
    } finally {
      isDescribing = isInner;
    }
  }

  /** Sets the content. Returns bytes of the value's JSON text where writing it told them. */
  #capture(sink: AttributeSink, part: ContentPart, value: unknown, isInner: boolean): number | undefined {
    const { content, truncated } = PARTS[part];
    if (sink.setCaptured !== undefined) {
      const captured = this.#toCaptured(sink, part, value, isInner);
      sink.setCaptured(content, captured);
      if (captured.truncated) sink.setAttribute(truncated, true);
      return undefined;
    }
    const captured = this.#toText(value, isInner);
    sink.setAttribute(content, captured.text);
    if (captured.truncated) sink.setAttribute(truncated, true);
    return captured.size;
  }

  #toCaptured(sink: AttributeSink, part: ContentPart, value: unknown, isInner: boolean): CapturedValue {
    const { region, content } = PARTS[part];
    const writer = isInner ? new AnyValueWriter(new PlainTextMemory(this.#limit), this.#redactor) : this.#usualValueWriter();
    const { memory } = writer;
    // Of the two, the result is what is large.
    const place = region === 'result' && !isInner ? sink.placeCaptured?.(content, memory, this.#limit) : undefined;
    return writer.write(value, place ?? memory.region(region), this.#limit);
  }

  #toText(value: unknown, isInner: boolean): CapturedText {
    const writer = isInner ? new JsonWriter(new PlainTextMemory(this.#limit), this.#redactor) : this.#usualJsonWriter();
    return writer.write(value, writer.memory.region('result'), this.#limit);
  }

  #usualValueWriter(): AnyValueWriter {
    this.#valueWriter ??= new AnyValueWriter(textMemory(this.#limit), this.#redactor);
    return this.#valueWriter;
  }

  #usualJsonWriter(): JsonWriter {
    this.#jsonWriter ??= new JsonWriter(textMemory(this.#limit), this.#redactor);
    return this.#jsonWriter;
  }

  /** `told` are the bytes of its JSON text, if they are known. */
  #measure(sink: AttributeSink, part: ContentPart, operation: string, value: unknown, told: number | undefined): void {
    const { size, shape } = PARTS[part];
    const memo = this.#memos[part];
    // Most contents are like the last ones.
    const known = memo.recognise(operation, value, told === undefined);
    if (known !== undefined) {
      sink.setAttributes(known.shape);
      sink.setAttribute(size, told ?? known.size);
    } else {
      const described = shapeOf(value);
      memo.learn(operation, value, described);
      sink.setAttribute(shape, described);
      sink.setAttribute(size, jsonSize(value));
    }
  }
}

/**
 * All describers of a process write to the same memory. The operator's rule and `toJSON` are foreign code, which may make another operation end
 * within: that is described elsewhere.
 */
let isDescribing = false;
