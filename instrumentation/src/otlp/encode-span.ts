import type { Attributes, Link, SpanContext } from '@opentelemetry/api';
import type { ByteWriter } from './byte-writer.js';
import { BYTES, FIXED32, FIXED64, VARINT, writeAttribute, writeAttributes } from './encode-attributes.js';
import type { RecordedSpan, SpanEvent } from './recorded-span.js';

/** Flags of a span beyond those of W3C: whether the parent is of another process is known, and so it is. */
const IS_REMOTE_KNOWN = 0x100;
const IS_REMOTE = 0x200;
const ATTRIBUTES = 9;
const USUAL_SIZE = 1_000;
const WORD = 2 ** 32;
const HALF_WORD = 2 ** 16;
const NANOSECONDS = 1_000_000_000;

/** What every span begins with, without the values: it is written at once, and the values put into their places. */
const HEAD = new Uint8Array(54);
const TRACE_ID = 2;
const SPAN_ID = 20;
const STARTED = 29;
const ENDED = 38;
/** Tags of fields from 16 on take two bytes. */
const FLAGS = 48;
const KIND = 53;
HEAD.set([(1 << 3) | BYTES, 16], TRACE_ID - 2);
HEAD.set([(2 << 3) | BYTES, 8], SPAN_ID - 2);
HEAD.set([(7 << 3) | FIXED64], STARTED - 1);
HEAD.set([(8 << 3) | FIXED64], ENDED - 1);
HEAD.set([0x80 | (16 << 3) | FIXED32, 1], FLAGS - 2);
HEAD.set([(6 << 3) | VARINT], KIND - 1);
/** The same of events and links. */
const EVENT_HEAD = new Uint8Array([(1 << 3) | FIXED64, ...new Uint8Array(8)]);
const LINK_HEAD = HEAD.slice(0, SPAN_ID + 8);
const LINK_FLAGS = new Uint8Array([(6 << 3) | FIXED32, 0, 0, 0, 0]);
const PARENT_HEAD = new Uint8Array([(4 << 3) | BYTES, 8, 0, 0, 0, 0, 0, 0, 0, 0]);

/** A `Span` message of opentelemetry-proto 1.x (trace.proto) as the repeated field that is given. */
export function writeSpan(writer: ByteWriter, field: number, span: RecordedSpan): void {
  writer.byte((field << 3) | BYTES);
  const guess = USUAL_SIZE + span.textSize;
  const start = writer.begin(guess);
  const { parent } = span;
  const head = writer.copy(HEAD);
  if (parent === undefined) span.ids.putTraceId(writer, head + TRACE_ID);
  else writer.putHex(head + TRACE_ID, parent.traceId);
  span.ids.putSpanId(writer, head + SPAN_ID);
  putTime(writer, head + STARTED, span.startedAt);
  putTime(writer, head + ENDED, span.endedAt);
  writer.putUint32(head + FLAGS, flagsOf(1, parent?.isRemote));
  // The API begins at 0, the protocol at 1.
  writer.putByte(head + KIND, span.kind + 1);
  if (parent !== undefined) writeParent(writer, parent);
  writer.byte((5 << 3) | BYTES);
  writer.text(span.name);
  if (isDistinct(span)) {
    writer.copy(span.shared.bytes(ATTRIBUTES));
    const { own } = span;
    for (let index = 0; index < own.length; index += 2) writeAttribute(writer, ATTRIBUTES, own[index] as string, own[index + 1]);
  } else writeAttributes(writer, ATTRIBUTES, lastOfEach(span));
  if (span.isUnusual) writeUnusual(writer, span);
  writer.finish(start, guess);
}

function writeParent(writer: ByteWriter, { spanId, traceState }: SpanContext): void {
  writer.putHex(writer.copy(PARENT_HEAD) + 2, spanId);
  if (traceState !== undefined) writeState(writer, traceState);
}

function writeState(writer: ByteWriter, state: SpanContext['traceState']): void {
  const text = state?.serialize();
  if (!text) return;
  writer.byte((3 << 3) | BYTES);
  writer.text(text);
}

/** A key may be there once only. */
function isDistinct({ own, shared }: RecordedSpan): boolean {
  for (let index = 0; index < own.length; index += 2) {
    if (shared.has(own[index] as string)) return false;
    for (let other = 0; other < index; other += 2) if (own[other] === own[index]) return false;
  }
  return true;
}

/** Of several values for a key, the last one counts. */
function lastOfEach({ own, shared }: RecordedSpan): Attributes {
  const all: Record<string, unknown> = { ...shared.all };
  for (let index = 0; index < own.length; index += 2) all[own[index] as string] = own[index + 1];
  return all as Attributes;
}

/** What most spans have nothing of. */
function writeUnusual(writer: ByteWriter, { events, links, status }: RecordedSpan): void {
  for (const event of events) writeEvent(writer, event);
  for (const link of links) writeLink(writer, link);
  if (status.code === 0) return;
  const { message = '' } = status;
  writer.byte((15 << 3) | BYTES);
  const start = writer.begin(message.length);
  if (message !== '') {
    writer.byte((2 << 3) | BYTES);
    writer.text(message);
  }
  writer.byte((3 << 3) | VARINT);
  writer.byte(status.code);
  writer.finish(start, message.length);
}

function writeEvent(writer: ByteWriter, { name, time, attributes }: SpanEvent): void {
  writer.byte((11 << 3) | BYTES);
  const start = writer.begin(USUAL_SIZE);
  putTime(writer, writer.copy(EVENT_HEAD) + 1, time);
  writer.byte((2 << 3) | BYTES);
  writer.text(name);
  writeAttributes(writer, 3, attributes);
  writer.finish(start, USUAL_SIZE);
}

function writeLink(writer: ByteWriter, { context, attributes = {} }: Link): void {
  writer.byte((13 << 3) | BYTES);
  const start = writer.begin(USUAL_SIZE);
  const head = writer.copy(LINK_HEAD);
  writer.putHex(head + TRACE_ID, context.traceId);
  writer.putHex(head + SPAN_ID, context.spanId);
  writeState(writer, context.traceState);
  writeAttributes(writer, 4, attributes);
  writer.putUint32(writer.copy(LINK_FLAGS) + 1, flagsOf(context.traceFlags, context.isRemote));
  writer.finish(start, USUAL_SIZE);
}

function flagsOf(traceFlags: number, isRemote: boolean | undefined): number {
  return (traceFlags & 0xff) | IS_REMOTE_KNOWN | (isRemote ? IS_REMOTE : 0);
}

/** Nanoseconds since 1970 from milliseconds with a fraction, in halves: as one number they would lose their last digits. */
function putTime(writer: ByteWriter, at: number, milliseconds: number): void {
  const second = Math.floor(milliseconds / 1_000);
  const upper = (second >>> 16) * NANOSECONDS;
  const upperHalf = Math.floor(upper / HALF_WORD);
  const nanoseconds = Math.round((milliseconds - second * 1_000) * 1_000_000);
  const rest = (upper - upperHalf * HALF_WORD) * HALF_WORD + (second & 0xffff) * NANOSECONDS + nanoseconds;
  const carried = Math.floor(rest / WORD);
  writer.putUint32(at, rest - carried * WORD);
  writer.putUint32(at + 4, upperHalf + carried);
}
