import { fromBinary } from '@bufbuild/protobuf';
import { toServiceName } from '../attributes.js';
import { type Resource, ResourceSchema } from '../generated/common_pb.js';
import { isZero, toNativeBlock } from '../native/index.js';
import type { Flaw, RowBatch } from '../row-batch.js';
import { findTimeFlaw, isInside, type TimeWindow } from '../time-window.js';
import { Slice, Slices, takeInto } from './slices.js';
import { SpanFields } from './span-fields.js';
import { addSpanColumns } from './span-row.js';
import { TRACE_COLUMN_NAMES, TraceColumns } from './trace-columns.js';
import { tagOf, WireReader } from './wire-reader.js';

const FIRST = tagOf(1, 'length');
const SECOND = tagOf(2, 'length');
const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
const TWO_TO_32 = 2 ** 32;
/** What a row needs beside the bytes of its span and resource, at most: ids in hex, positions and lengths. */
const ROW_OVERHEAD_BYTES = 256;

/**
 * Turns trace requests into Native blocks, straight from one wire format into the other: texts are copied as bytes, and memory is
 * used again from request to request. Decoding into objects first, and JSON rows from those, took three times as long, and the engine
 * half as long again to parse them.
 */
export class TraceEncoder {
  readonly #columns = new TraceColumns();
  readonly #span = new SpanFields();
  readonly #resourceSpans = new Slices();
  readonly #resourceAttributes = new Slices();
  readonly #scopeSpans = new Slices();
  readonly #spans = new Slices();
  readonly #scopeName = new Slice();
  readonly #scopeVersion = new Slice();

  /**
   * Adds the rows of an ExportTraceServiceRequest; a flawed span is left out alone.
   *
   * @throws when the bytes are no such request, and Refusal when they make more rows than the batch may hold.
   */
  addRows(body: Buffer, table: string, window: TimeWindow, batch: RowBatch): void {
    this.#columns.reset();
    const reader = new WireReader(body);
    readChildren(reader, body.length, this.#resourceSpans);
    for (let index = 0; index < this.#resourceSpans.count; index += 1) {
      reader.pos = this.#resourceSpans.start(index);
      this.#addResourceSpans(reader, this.#resourceSpans.end(index), window, batch);
    }
    if (batch.accepted === 0) return;
    batch.addBlock(table, TRACE_COLUMN_NAMES, toNativeBlock(this.#columns.all, batch.accepted));
  }

  /** The resource applies to all of its spans, wherever it stands among them. */
  #addResourceSpans(reader: WireReader, end: number, window: TimeWindow, batch: RowBatch): void {
    const resource = readParentAndChildren(reader, end, this.#scopeSpans);
    const decoded = fromBinary(ResourceSchema, reader.bytes.subarray(resource.start, resource.end));
    reader.pos = resource.start;
    readChildren(reader, resource.end, this.#resourceAttributes);
    const service = this.#internServiceName(decoded);
    for (let index = 0; index < this.#scopeSpans.count; index += 1) {
      reader.pos = this.#scopeSpans.start(index);
      const scope = readParentAndChildren(reader, this.#scopeSpans.end(index), this.#spans);
      this.#readScope(reader, scope);
      for (let span = 0; span < this.#spans.count; span += 1) {
        const start = this.#spans.start(span);
        reader.pos = start;
        this.#span.read(reader, this.#spans.end(span));
        const flaw = findFlaw(reader, this.#span, window);
        if (flaw) {
          batch.drop(flaw);
          continue;
        }
        const { endHigh, endLow } = this.#span;
        batch.accept(this.#spans.end(span) - start + resource.length + ROW_OVERHEAD_BYTES, (endHigh * TWO_TO_32 + endLow) / 1e6);
        this.#addRow(reader, service);
      }
    }
  }

  #addRow(reader: WireReader, service: number): void {
    const { serviceName, scopeName, scopeVersion, writers } = this.#columns;
    addSpanColumns(this.#columns, reader, this.#span);
    serviceName.add(service);
    writers.resource.addRow(reader, this.#resourceAttributes);
    scopeName.add(reader.bytes, this.#scopeName.start, this.#scopeName.end);
    scopeVersion.add(reader.bytes, this.#scopeVersion.start, this.#scopeVersion.end);
  }

  #internServiceName(resource: Resource): number {
    const name = Buffer.from(toServiceName(resource));
    return this.#columns.serviceName.dictionary.intern(name, 0, name.length);
  }

  #readScope(reader: WireReader, scope: Slice): void {
    this.#scopeName.reset();
    this.#scopeVersion.reset();
    reader.pos = scope.start;
    while (reader.pos < scope.end) {
      const tag = reader.varint();
      if (tag === FIRST) this.#scopeName.take(reader, scope.end);
      else if (tag === SECOND) this.#scopeVersion.take(reader, scope.end);
      else reader.skip(tag, scope.end);
    }
    reader.expectEnd(scope.end);
  }
}

/** Notes where the messages of a repeated field 1 are. */
function readChildren(reader: WireReader, end: number, children: Slices): void {
  children.reset();
  while (reader.pos < end) {
    const tag = reader.varint();
    if (tag === FIRST) takeInto(children, reader, end);
    else reader.skip(tag, end);
  }
  reader.expectEnd(end);
}

/** ResourceSpans and ScopeSpans alike: field 1 describes what the messages of field 2 have in common. */
function readParentAndChildren(reader: WireReader, end: number, children: Slices): Slice {
  const parent = new Slice();
  children.reset();
  while (reader.pos < end) {
    const tag = reader.varint();
    if (tag === FIRST) parent.take(reader, end);
    else if (tag === SECOND) takeInto(children, reader, end);
    else reader.skip(tag, end);
  }
  reader.expectEnd(end);
  return parent;
}

function findFlaw({ bytes }: WireReader, span: SpanFields, window: TimeWindow): Flaw | undefined {
  const { traceId, spanId, parentSpanId, startLow, startHigh } = span;
  if (!isId(bytes, traceId, TRACE_ID_BYTES)) return toIdFlaw(bytes, span, 'traceId of 16 bytes, not all zero');
  if (!isId(bytes, spanId, SPAN_ID_BYTES)) return toIdFlaw(bytes, span, 'spanId of 8 bytes, not all zero');
  if (parentSpanId.length > 0 && parentSpanId.length !== SPAN_ID_BYTES) return toIdFlaw(bytes, span, 'parentSpanId of 8 bytes or none');
  if (isInside(window, startHigh * TWO_TO_32 + startLow)) return undefined;
  return findTimeFlaw('startTimeUnixNano', (BigInt(startHigh) << 32n) | BigInt(startLow), window);
}

function isId(bytes: Buffer, id: Slice, length: number): boolean {
  return id.length === length && !isZero(bytes, id.start, id.end);
}

function toIdFlaw(bytes: Buffer, { name }: SpanFields, expected: string): Flaw {
  const spanName = bytes.toString('utf8', name.start, name.end);
  return { reason: 'invalid_id', message: `span ${JSON.stringify(spanName)}: expected a ${expected}` };
}
