import { Slice, Slices, takeInto } from './slices.js';
import { tagOf, type WireReader } from './wire-reader.js';

const TRACE_ID = tagOf(1, 'length');
const SPAN_ID = tagOf(2, 'length');
const TRACE_STATE = tagOf(3, 'length');
const PARENT_SPAN_ID = tagOf(4, 'length');
const NAME = tagOf(5, 'length');
const KIND = tagOf(6, 'varint');
const START = tagOf(7, 'fixed64');
const END = tagOf(8, 'fixed64');
const ATTRIBUTE = tagOf(9, 'length');
const EVENT = tagOf(11, 'length');
const LINK = tagOf(13, 'length');
const STATUS = tagOf(15, 'length');
const STATUS_MESSAGE = tagOf(2, 'length');
const STATUS_CODE = tagOf(3, 'varint');

/** Where the fields of one span are; used again for every span. Field numbers are those of proto/trace.proto. */
export class SpanFields {
  readonly traceId = new Slice();
  readonly spanId = new Slice();
  readonly traceState = new Slice();
  readonly parentSpanId = new Slice();
  readonly name = new Slice();
  readonly statusMessage = new Slice();
  readonly attributes = new Slices();
  readonly events = new Slices();
  readonly links = new Slices();
  kind = 0;
  statusCode = 0;
  /** Nanoseconds, as the low and the high 32 bits. */
  startLow = 0;
  startHigh = 0;
  endLow = 0;
  endHigh = 0;

  /** @throws RangeError when the bytes are no span. */
  read(reader: WireReader, end: number): void {
    this.#reset();
    while (reader.pos < end) this.#readField(reader, reader.varint(), end);
    reader.expectEnd(end);
  }

  #readField(reader: WireReader, tag: number, end: number): void {
    switch (tag) {
      case TRACE_ID:
        this.traceId.take(reader, end);
        break;
      case SPAN_ID:
        this.spanId.take(reader, end);
        break;
      case TRACE_STATE:
        this.traceState.take(reader, end);
        break;
      case PARENT_SPAN_ID:
        this.parentSpanId.take(reader, end);
        break;
      case NAME:
        this.name.take(reader, end);
        break;
      case KIND:
        this.kind = reader.varint();
        break;
      case START:
        this.startLow = reader.uint32At(reader.pos);
        this.startHigh = reader.uint32At(reader.pos + 4);
        reader.pos += 8;
        break;
      case END:
        this.endLow = reader.uint32At(reader.pos);
        this.endHigh = reader.uint32At(reader.pos + 4);
        reader.pos += 8;
        break;
      case ATTRIBUTE:
        takeInto(this.attributes, reader, end);
        break;
      case EVENT:
        takeInto(this.events, reader, end);
        break;
      case LINK:
        takeInto(this.links, reader, end);
        break;
      case STATUS:
        this.#readStatus(reader, reader.endOfField(end));
        break;
      default:
        reader.skip(tag, end);
    }
  }

  #readStatus(reader: WireReader, end: number): void {
    while (reader.pos < end) {
      const tag = reader.varint();
      if (tag === STATUS_MESSAGE) this.statusMessage.take(reader, end);
      else if (tag === STATUS_CODE) this.statusCode = reader.varint();
      else reader.skip(tag, end);
    }
    reader.expectEnd(end);
  }

  #reset(): void {
    for (const slice of [this.traceId, this.spanId, this.traceState, this.parentSpanId, this.name, this.statusMessage]) slice.reset();
    for (const slices of [this.attributes, this.events, this.links]) slices.reset();
    this.kind = 0;
    this.statusCode = 0;
    this.startLow = 0;
    this.startHigh = 0;
    this.endLow = 0;
    this.endHigh = 0;
  }
}
