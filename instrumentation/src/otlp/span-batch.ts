import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { TextMemory } from '../content/text-memory.js';
import { ByteWriter } from './byte-writer.js';
import { isDistinct, writeSpan } from './encode-span.js';
import { frameOf } from './frame.js';
import type { RecordedSpan, SpanTaker } from './recorded-span.js';

/** A page takes no further span from here on. */
const PAGE_SIZE = 262_144;
/** Room for all but a huge last span, so that a page is hardly ever copied. What is never written to takes no memory of the system. */
const PAGE_CAPACITY = PAGE_SIZE + 65_536;
/** Enough for a batch that fills and one that is sent, of 4 MiB each. */
const PAGES_FOR_TEXT = 36;
/** Other pages that are kept for later: those that were touched before, and lately, are the cheapest. */
const MOST_KEPT = 32;

/** Memory for spans, used again once what was in it is sent. */
export class PagePool {
  readonly #free: ByteWriter[] = [];
  /** Those in the memory of captured text, which can be written right into them. */
  readonly #freeForText: ByteWriter[] = [];
  readonly #forText: ReadonlySet<ByteWriter>;

  /** `memory` is that of captured text, if any is captured. */
  constructor(memory?: TextMemory) {
    this.#freeForText = (memory?.pages(PAGES_FOR_TEXT, PAGE_CAPACITY) ?? []).map((part) => new ByteWriter(part, memory?.bytes));
    this.#forText = new Set(this.#freeForText);
  }

  take(): ByteWriter {
    return this.#freeForText.pop() ?? this.#free.pop() ?? new ByteWriter(PAGE_CAPACITY);
  }

  give(page: ByteWriter): void {
    page.reset();
    if (this.#forText.has(page)) this.#freeForText.push(page);
    else if (this.#free.length < MOST_KEPT) this.#free.push(page);
  }
}

/** Spans that are sent together: ours, which are bytes already, and those that the host's own code started. */
export class SpanBatch implements SpanTaker {
  readonly #pool: PagePool;
  readonly #pages: ByteWriter[] = [];
  readonly #others: ReadableSpan[] = [];
  #ourCount = 0;
  #bytes = 0;
  /** The last page, while a span is about to end that has written there already. */
  #lent: ByteWriter | undefined;

  constructor(pool: PagePool) {
    this.#pool = pool;
  }

  get size(): number {
    return this.#ourCount + this.#others.length;
  }

  /** Of our own spans. */
  get bytes(): number {
    return this.#bytes;
  }

  lend(memory: Buffer, size: number): ByteWriter | undefined {
    const page = this.#page();
    if (!page.hasRoomIn(memory, size)) return undefined;
    this.#lent = page;
    return page;
  }

  add(span: RecordedSpan): void {
    const { place } = span;
    const isLent = place !== undefined && place.page === this.#lent;
    const placed = isLent && isDistinct(span) ? place.value : undefined;
    const page = isLent && placed !== undefined ? place.page : this.#page();
    if (isLent) this.#lent = undefined;
    const { length } = page;
    try {
      writeSpan(page, span, placed);
      this.#ourCount++;
      this.#bytes += page.length - length;
    } catch (error) {
      page.rewind(length);
      throw error;
    }
  }

  addOther(span: ReadableSpan): void {
    this.#others.push(span);
  }

  /**
   * The parts of the body of an `ExportTraceServiceRequest`. Messages of protobuf that follow each other are one, so each kind of spans
   * is encoded apart.
   */
  serialize(resource: Attributes): Uint8Array[] {
    const parts: Uint8Array[] = [];
    if (this.#ourCount > 0) parts.push(frameOf(this.#bytes, resource), ...this.#pages.map((page) => page.written()));
    const others = this.#others.length === 0 ? undefined : loadTransformer().ProtobufTraceSerializer.serializeRequest(this.#others);
    if (others !== undefined) parts.push(others);
    return parts;
  }

  /** Gives back the memory of a batch that nobody needs any more. */
  release(): void {
    for (const page of this.#pages) this.#pool.give(page);
    this.#pages.length = 0;
  }

  #page(): ByteWriter {
    const last = this.#pages.at(-1);
    if (last !== undefined && last !== this.#lent && last.length < PAGE_SIZE) return last;
    const page = this.#pool.take();
    this.#pages.push(page);
    return page;
  }
}

/** For the spans of the host's own code: most hosts have none. */
function loadTransformer(): typeof import('@opentelemetry/otlp-transformer') {
  return require('@opentelemetry/otlp-transformer');
}
