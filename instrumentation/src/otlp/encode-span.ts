import type { Attributes, Link, SpanContext } from '@opentelemetry/api';
import type { CapturedValue } from '../content/captured-value.js';
import { ByteWriter, WIDE_VARINT } from './byte-writer.js';
import { BYTES, encodedKey, FIXED32, FIXED64, VARINT, writeAttribute, writeAttributes } from './encode-attributes.js';
import { putTime } from './put-time.js';
import type { RecordedSpan, SpanEvent } from './recorded-span.js';

/** Flags of a span beyond those of W3C: whether the parent is of another process is known, and so it is. */
const IS_REMOTE_KNOWN = 0x100;
const IS_REMOTE = 0x200;
const SPANS = 2;
const ATTRIBUTES = 9;
const USUAL_SIZE = 1_000;

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
/** By the attribute of the value. */
const placedHeads = new Map<string, Uint8Array>();
/** Tag and length of a field whose length is put into its place later. */
const FIELD = 1 + WIDE_VARINT;

/**
 * A `Span` message of opentelemetry-proto 1.x (trace.proto) as one of a `ScopeSpans`. `placed` is one of its values that is in the writer's memory
 * already, in the span's place.
 */
export function writeSpan(writer: ByteWriter, span: RecordedSpan, placed?: CapturedValue): void {
  const guess = USUAL_SIZE + span.capturedSize;
  const start = placed === undefined || span.place === undefined ? beginSpan(writer, guess) : beginPlaced(writer, span.place.head, placed);
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
  if (placed !== undefined || isDistinct(span)) {
    writer.copy(span.shared.bytes(ATTRIBUTES));
    const { own } = span;
    for (let index = 0; index < own.length; index += 2) {
      const value = own[index + 1];
      if (value !== placed) writeAttribute(writer, ATTRIBUTES, own[index] as string, value);
    }
  } else writeAttributes(writer, ATTRIBUTES, lastOfEach(span));
  if (span.isUnusual) writeUnusual(writer, span);
  if (placed === undefined) writer.finish(start, guess);
  else writer.putWideVarint(start - WIDE_VARINT, writer.length - start);
}

function beginSpan(writer: ByteWriter, guess: number): number {
  writer.byte((SPANS << 3) | BYTES);
  return writer.begin(guess);
}

/**
 * What a span begins with whose value of this attribute is in its place already, with room for the lengths: they are as long as they had to be
 * before the value was known.
 */
export function placedHead(key: string): Uint8Array {
  return placedHeads.get(key) ?? encodePlacedHead(key);
}

function encodePlacedHead(key: string): Uint8Array {
  const writer = new ByteWriter(64);
  writer.byte((SPANS << 3) | BYTES);
  writer.skip(WIDE_VARINT);
  writer.byte((ATTRIBUTES << 3) | BYTES);
  writer.skip(WIDE_VARINT);
  writer.copy(encodedKey(key));
  writer.skip(WIDE_VARINT);
  const head = writer.written();
  placedHeads.set(key, head);
  return head;
}

/** Returns where the fields of the span begin. */
function beginPlaced(writer: ByteWriter, given: Uint8Array, { from, to }: CapturedValue): number {
  const size = to - from;
  const head = writer.copy(given);
  writer.putWideVarint(head + FIELD + 1, given.length - 2 * FIELD + size);
  writer.putWideVarint(head + given.length - WIDE_VARINT, size);
  writer.skip(size);
  return head + FIELD;
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
export function isDistinct({ own, shared }: RecordedSpan): boolean {
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
