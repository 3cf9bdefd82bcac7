import { Slice, Slices, takeInto } from './slices.js';
import type { SpanFields } from './span-fields.js';
import type { TraceColumns } from './trace-columns.js';
import { tagOf, type WireReader } from './wire-reader.js';

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'].map((kind) => Buffer.from(kind));
const STATUS_CODES = ['Unset', 'Ok', 'Error'].map((code) => Buffer.from(code));
const NONE = Buffer.alloc(0);
/** DateTime64(9) counts nanoseconds in an Int64: a larger time would wrap around to 1677. */
const LAST_HIGH = 0x7fffffff;
const LAST_LOW = 0xffffffff;

const EVENT_TIME = tagOf(1, 'fixed64');
const EVENT_NAME = tagOf(2, 'length');
const EVENT_ATTRIBUTE = tagOf(3, 'length');
const LINK_TRACE_ID = tagOf(1, 'length');
const LINK_SPAN_ID = tagOf(2, 'length');
const LINK_TRACE_STATE = tagOf(3, 'length');
const LINK_ATTRIBUTE = tagOf(4, 'length');

/** Adds a span's own columns; those of its resource and scope are the caller's. */
export function addSpanColumns(columns: TraceColumns, reader: WireReader, span: SpanFields): void {
  const { bytes } = reader;
  columns.timestamp.add(span.startLow, span.startHigh);
  columns.traceId.addHex(bytes, span.traceId.start, span.traceId.end);
  columns.spanId.addHex(bytes, span.spanId.start, span.spanId.end);
  columns.parentSpanId.addHex(bytes, span.parentSpanId.start, span.parentSpanId.end);
  columns.traceState.add(bytes, span.traceState.start, span.traceState.end);
  columns.spanName.addBytes(bytes, span.name.start, span.name.end);
  const kind = KINDS[span.kind] ?? NONE;
  columns.spanKind.addBytes(kind, 0, kind.length);
  addDuration(columns, span);
  const code = STATUS_CODES[span.statusCode] ?? NONE;
  columns.statusCode.addBytes(code, 0, code.length);
  columns.statusMessage.add(bytes, span.statusMessage.start, span.statusMessage.end);
  columns.writers.span.addRow(reader, span.attributes);
  addEvents(columns, reader, span.events);
  addLinks(columns, reader, span.links);
}

/** End minus start in 64 bits. The exporter's wraps around when a clock was set back; here that is 0. */
function addDuration(columns: TraceColumns, { startLow, startHigh, endLow, endHigh }: SpanFields): void {
  const low = endLow - startLow;
  const high = endHigh - startHigh - (low < 0 ? 1 : 0);
  if (high < 0) columns.duration.add(0, 0);
  else columns.duration.add(low >>> 0, high);
}

const attributes = new Slices();
const first = new Slice();
const second = new Slice();
const third = new Slice();

function addEvents(columns: TraceColumns, reader: WireReader, events: Slices): void {
  const { eventTimestamps, eventNames, eventAttributes, writers } = columns;
  for (let index = 0; index < events.count; index += 1) {
    const end = events.end(index);
    attributes.reset();
    first.reset();
    let low = 0;
    let high = 0;
    reader.pos = events.start(index);
    while (reader.pos < end) {
      const tag = reader.varint();
      if (tag === EVENT_TIME) {
        low = reader.uint32At(reader.pos);
        high = reader.uint32At(reader.pos + 4);
        reader.pos += 8;
      } else if (tag === EVENT_NAME) first.take(reader, end);
      else if (tag === EVENT_ATTRIBUTE) takeInto(attributes, reader, end);
      else reader.skip(tag, end);
    }
    reader.expectEnd(end);
    if (high > LAST_HIGH) eventTimestamps.values.add(LAST_LOW, LAST_HIGH);
    else eventTimestamps.values.add(low, high);
    eventNames.values.addBytes(reader.bytes, first.start, first.end);
    writers.event.addRow(reader, attributes);
  }
  for (const column of [eventTimestamps, eventNames, eventAttributes]) column.endRow(events.count);
}

function addLinks(columns: TraceColumns, reader: WireReader, links: Slices): void {
  const { linkTraceIds, linkSpanIds, linkTraceStates, linkAttributes, writers } = columns;
  for (let index = 0; index < links.count; index += 1) {
    const end = links.end(index);
    attributes.reset();
    for (const slice of [first, second, third]) slice.reset();
    reader.pos = links.start(index);
    while (reader.pos < end) {
      const tag = reader.varint();
      if (tag === LINK_TRACE_ID) first.take(reader, end);
      else if (tag === LINK_SPAN_ID) second.take(reader, end);
      else if (tag === LINK_TRACE_STATE) third.take(reader, end);
      else if (tag === LINK_ATTRIBUTE) takeInto(attributes, reader, end);
      else reader.skip(tag, end);
    }
    reader.expectEnd(end);
    linkTraceIds.values.addHex(reader.bytes, first.start, first.end);
    linkSpanIds.values.addHex(reader.bytes, second.start, second.end);
    linkTraceStates.values.add(reader.bytes, third.start, third.end);
    writers.link.addRow(reader, attributes);
  }
  for (const column of [linkTraceIds, linkSpanIds, linkTraceStates, linkAttributes]) column.endRow(links.count);
}
