import type { Attributes, Link, SpanContext } from '@opentelemetry/api';
import type { ByteWriter } from './byte-writer.js';
import { BYTES, FIXED32, FIXED64, VARINT, writeAttribute, writeAttributes } from './encode-attributes.js';
import type { RecordedSpan, SpanEvent } from './recorded-span.js';
import { type EncodedAttributes, encodeShared } from './shared-attributes.js';

/** Flags of a span beyond those of W3C: whether the parent is of another process is known, and so it is. */
const IS_REMOTE_KNOWN = 0x100;
const IS_REMOTE = 0x200;
const ATTRIBUTES = 9;
const USUAL_SIZE = 1_000;
const WORD = 2 ** 32;
const HALF_WORD = 2 ** 16;
const NANOSECONDS = 1_000_000_000;

/** A `Span` message of opentelemetry-proto 1.x (trace.proto) as the repeated field that is given. */
export function writeSpan(writer: ByteWriter, field: number, span: RecordedSpan): void {
  writer.byte((field << 3) | BYTES);
  const guess = USUAL_SIZE + span.textSize;
  const start = writer.begin(guess);
  const { parent, status } = span;
  writer.pair((1 << 3) | BYTES, 16);
  if (parent === undefined) span.ids.writeTraceId(writer);
  else writer.hex(parent.traceId);
  writer.pair((2 << 3) | BYTES, 8);
  span.ids.writeSpanId(writer);
  if (parent !== undefined) writeParent(writer, parent);
  writer.byte((5 << 3) | BYTES);
  writer.text(span.name);
  // The API begins at 0, the protocol at 1.
  writer.pair((6 << 3) | VARINT, span.kind + 1);
  writer.byte((7 << 3) | FIXED64);
  writeTime(writer, span.startedAt);
  writer.byte((8 << 3) | FIXED64);
  writeTime(writer, span.endedAt);
  writeOwnAndShared(writer, span);
  for (const event of span.events) writeEvent(writer, event);
  for (const link of span.links) writeLink(writer, link);
  if (status.code !== 0) {
    const { message = '' } = status;
    writer.byte((15 << 3) | BYTES);
    const from = writer.begin(message.length);
    if (message !== '') {
      writer.byte((2 << 3) | BYTES);
      writer.text(message);
    }
    writer.pair((3 << 3) | VARINT, status.code);
    writer.finish(from, message.length);
  }
  writeFlags(writer, 16, 1, parent?.isRemote);
  writer.finish(start, guess);
}

function writeParent(writer: ByteWriter, { spanId, traceState }: SpanContext): void {
  writer.pair((4 << 3) | BYTES, 8);
  writer.hex(spanId);
  writeState(writer, traceState);
}

function writeState(writer: ByteWriter, state: SpanContext['traceState']): void {
  const text = state?.serialize();
  if (!text) return;
  writer.byte((3 << 3) | BYTES);
  writer.text(text);
}

/** A key may be there once only: of several values for it, the last one counts. */
function writeOwnAndShared(writer: ByteWriter, { firstShared, secondShared, own }: RecordedSpan): void {
  const encoded = firstShared && encodeShared(ATTRIBUTES, firstShared, secondShared);
  if (!isDistinct(own, encoded)) {
    const all: Record<string, unknown> = { ...firstShared, ...secondShared };
    for (let index = 0; index < own.length; index += 2) all[own[index] as string] = own[index + 1];
    writeAttributes(writer, ATTRIBUTES, all as Attributes);
    return;
  }
  if (encoded !== undefined) writer.copy(encoded.bytes);
  for (let index = 0; index < own.length; index += 2) writeAttribute(writer, ATTRIBUTES, own[index] as string, own[index + 1]);
}

function isDistinct(own: readonly unknown[], encoded: EncodedAttributes | undefined): boolean {
  for (let index = 0; index < own.length; index += 2) {
    if (encoded?.keys.has(own[index] as string)) return false;
    for (let other = 0; other < index; other += 2) if (own[other] === own[index]) return false;
  }
  return true;
}

function writeEvent(writer: ByteWriter, { name, time, attributes }: SpanEvent): void {
  writer.byte((11 << 3) | BYTES);
  const start = writer.begin(USUAL_SIZE);
  writer.byte((1 << 3) | FIXED64);
  writeTime(writer, time);
  writer.byte((2 << 3) | BYTES);
  writer.text(name);
  writeAttributes(writer, 3, attributes);
  writer.finish(start, USUAL_SIZE);
}

function writeLink(writer: ByteWriter, { context, attributes = {} }: Link): void {
  writer.byte((13 << 3) | BYTES);
  const start = writer.begin(USUAL_SIZE);
  writer.pair((1 << 3) | BYTES, 16);
  writer.hex(context.traceId);
  writer.pair((2 << 3) | BYTES, 8);
  writer.hex(context.spanId);
  writeState(writer, context.traceState);
  writeAttributes(writer, 4, attributes);
  writeFlags(writer, 6, context.traceFlags, context.isRemote);
  writer.finish(start, USUAL_SIZE);
}

function writeFlags(writer: ByteWriter, field: number, traceFlags: number, isRemote: boolean | undefined): void {
  // Tags of fields from 16 on take two bytes.
  writer.varint((field << 3) | FIXED32);
  writer.uint32((traceFlags & 0xff) | IS_REMOTE_KNOWN | (isRemote ? IS_REMOTE : 0));
}

/** The last second that was written, in halves of its nanoseconds: mostly it is the next one as well. */
let knownSecond = 0;
let knownUpper = 0;
let knownRest = 0;

/** Nanoseconds since 1970 from milliseconds with a fraction, in halves: as one number they would lose their last digits. */
function writeTime(writer: ByteWriter, milliseconds: number): void {
  const second = Math.floor(milliseconds / 1_000);
  if (second !== knownSecond) {
    const upper = Math.floor(second / HALF_WORD) * NANOSECONDS;
    knownSecond = second;
    knownUpper = Math.floor(upper / HALF_WORD);
    knownRest = (upper % HALF_WORD) * HALF_WORD + (second % HALF_WORD) * NANOSECONDS;
  }
  const rest = knownRest + Math.round((milliseconds - second * 1_000) * 1_000_000);
  const carried = Math.floor(rest / WORD);
  writer.uint32(rest - carried * WORD);
  writer.uint32(knownUpper + carried);
}
