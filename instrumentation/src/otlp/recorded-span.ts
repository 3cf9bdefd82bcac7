import {
  type Attributes,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
  TraceFlags,
} from '@opentelemetry/api';
import { hrTimeToMilliseconds, isTimeInput, timeInputToHrTime } from '@opentelemetry/core';
import { now } from '../clock.js';
import type { CapturedValue } from '../content/captured-value.js';
import type { TextMemory } from '../content/text-memory.js';
import { ValidSpanContext } from '../operation/valid-span-context.js';
import type { ByteWriter } from './byte-writer.js';
import { placedHead } from './encode-span.js';
import { RandomIds } from './random-ids.js';
import { NONE_SHARED } from './shared-attributes.js';

/** Something that happened while a span was open. */
export interface SpanEvent {
  name: string;
  /** Milliseconds since the epoch. */
  time: number;
  attributes: Attributes;
}

/** Where spans go as they end. */
export interface SpanTaker {
  add(span: RecordedSpan): void;
  /** A page in this memory with room for so many bytes, which is kept for a span that is about to end. */
  lend(memory: Buffer, size: number): ByteWriter | undefined;
}

/** Where in a page one value of a span is written before the span itself is. */
export interface Place {
  page: ByteWriter;
  /** What the span begins with there: as much as is free before the value. */
  head: Uint8Array;
  /** Where the value begins in the page's array buffer. */
  at: number;
  value: CapturedValue | undefined;
}

const { timeOrigin } = performance;
/** As many events and links as the SDK keeps. */
const MOST_PARTS = 128;
const NO_EVENTS: readonly SpanEvent[] = [];
const NO_LINKS: readonly Link[] = [];
const UNSET: SpanStatus = { code: SpanStatusCode.UNSET };

/**
 * A span that becomes bytes as it ends. The SDK's own keeps its attributes as objects until the batch is sent, and a queue of those is
 * what the garbage collector spends most of its time on.
 */
export class RecordedSpan implements Span {
  name: string;
  readonly kind: SpanKind;
  /** Milliseconds since the epoch, as all times here. */
  readonly startedAt: number;
  readonly parent: SpanContext | undefined;
  readonly ids = new RandomIds();
  endedAt = 0;
  status = UNSET;
  /** Attributes: those that are shared with other spans, then keys and values by turns. */
  shared = NONE_SHARED;
  readonly own: unknown[] = [];
  /** Bytes of captured values among them. */
  capturedSize = 0;
  links = NO_LINKS;
  events = NO_EVENTS;
  place: Place | undefined = undefined;
  readonly #taker: SpanTaker;
  #context: SpanContext | undefined = undefined;

  /** `parent` is a valid one. */
  constructor(name: string, kind: SpanKind, startedAt: number, parent: SpanContext | undefined, taker: SpanTaker) {
    this.name = name;
    this.kind = kind;
    this.startedAt = startedAt;
    this.parent = parent;
    this.#taker = taker;
  }

  /** Made when it is asked for: of most of a server's spans nobody but the backend learns. */
  spanContext(): SpanContext {
    this.#context ??= toSpanContext(this.ids, this.parent);
    return this.#context;
  }

  isRecording(): boolean {
    return this.endedAt === 0;
  }

  /** Whether it has more than attributes. */
  get isUnusual(): boolean {
    return this.events.length > 0 || this.links.length > 0 || this.status !== UNSET;
  }

  setAttribute(key: string, value: unknown): this {
    if (this.isRecording()) this.own.push(key, value);
    return this;
  }

  /** A value that stays true until the span has ended. */
  setCaptured(key: string, value: CapturedValue): this {
    this.capturedSize += value.to - value.from;
    if (this.place?.at === value.from) this.place.value = value;
    return this.setAttribute(key, value);
  }

  /** As `AttributeSink` has it; for one value, with which the span is about to end. */
  placeCaptured(key: string, memory: TextMemory, limit: number): number | undefined {
    if (!this.isRecording() || this.place !== undefined) return undefined;
    const head = placedHead(key);
    const page = this.#taker.lend(memory.bytes, head.length + limit);
    if (page === undefined) return undefined;
    const at = page.address + head.length;
    this.place = { page, head, at, value: undefined };
    return at;
  }

  setAttributes(attributes: Attributes): this {
    if (!this.isRecording()) return this;
    const shared = this.shared.with(attributes);
    // Own ones that came before would stand over these.
    if (shared !== undefined && !this.#hasAnyOf(attributes)) this.shared = shared;
    else for (const key in attributes) this.own.push(key, attributes[key]);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (!this.isRecording() || this.events.length >= MOST_PARTS) return this;
    const attributes = isTimeInput(attributesOrTime) ? {} : { ...attributesOrTime };
    this.events = [...this.events, { name, attributes, time: toMilliseconds(isTimeInput(attributesOrTime) ? attributesOrTime : time) }];
    return this;
  }

  addLink(link: Link): this {
    if (this.isRecording() && this.links.length < MOST_PARTS) this.links = [...this.links, link];
    return this;
  }

  addLinks(links: readonly Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  setStatus({ code, message }: SpanStatus): this {
    // As the SDK has it: OK is final, and UNSET takes nothing back.
    if (!this.isRecording() || code === SpanStatusCode.UNSET || this.status.code === SpanStatusCode.OK) return this;
    this.status = code === SpanStatusCode.ERROR && message !== undefined ? { code, message } : { code };
    return this;
  }

  updateName(name: string): this {
    if (this.isRecording()) this.name = name;
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const { name, message, stack } = typeof exception === 'string' ? { name: undefined, message: exception, stack: undefined } : exception;
    const attributes: Attributes = {};
    if (name !== undefined) attributes['exception.type'] = name;
    if (message !== undefined) attributes['exception.message'] = message;
    if (stack !== undefined) attributes['exception.stacktrace'] = stack;
    this.addEvent('exception', attributes, time);
  }

  end(time?: TimeInput): void {
    if (!this.isRecording()) return;
    this.endedAt = Math.max(this.startedAt, toMilliseconds(time));
    this.#taker.add(this);
  }

  #hasAnyOf(attributes: Attributes): boolean {
    for (let index = 0; index < this.own.length; index += 2) if (Object.hasOwn(attributes, this.own[index] as string)) return true;
    return false;
  }
}

function toSpanContext(ids: RandomIds, parent: SpanContext | undefined): SpanContext {
  const { spanId } = ids;
  if (parent === undefined) return new ValidSpanContext(ids.traceId, spanId, TraceFlags.SAMPLED);
  const { traceId, traceState } = parent;
  return new ValidSpanContext(traceId, spanId, TraceFlags.SAMPLED, traceState && { traceState });
}

/** A number is of the clock since 1970, or of that since the process began: `timeInputToHrTime` knows which. */
function toMilliseconds(time: TimeInput | undefined): number {
  if (time === undefined) return now();
  return typeof time === 'number' && time > timeOrigin ? time : hrTimeToMilliseconds(timeInputToHrTime(time) as HrTime);
}
