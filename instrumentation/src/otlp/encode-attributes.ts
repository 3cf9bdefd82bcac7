import type { Attributes } from '@opentelemetry/api';
import { CapturedValue } from '../content/captured-value.js';
import { ByteWriter, textSize, varintSize } from './byte-writer.js';

/** Wire types of protobuf, in the low bits of a field's tag. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

const MOST_KEYS = 1_000;
export const TEXT = (1 << 3) | BYTES;
export const BOOLEAN = (2 << 3) | VARINT;
export const WHOLE = (3 << 3) | VARINT;
export const DOUBLE = (4 << 3) | FIXED64;
export const ARRAY = (5 << 3) | BYTES;
export const KEY_VALUES = (6 << 3) | BYTES;
/** What the fields but numbers of a `KeyValue` and an `AnyValue` begin with is as long as this and a length. */
const TAG = 1;

/** Keys as the first field of a `KeyValue`, with the tag of the second. */
const encodedKeys = new Map<string, Uint8Array>();

/** `KeyValue` messages (opentelemetry-proto, common.proto) as the repeated field that is given. */
export function writeAttributes(writer: ByteWriter, field: number, attributes: Attributes): void {
  for (const key in attributes) writeAttribute(writer, field, key, attributes[key]);
}

/** What OpenTelemetry does not know as the value of an attribute is left out. */
export function writeAttribute(writer: ByteWriter, field: number, key: string, value: unknown): void {
  const inner = sizeOf(value);
  if (inner === NO_VALUE || key === '') return;
  const encoded = encodedKey(key);
  writer.byte((field << 3) | BYTES);
  writer.varint(encoded.length + varintSize(inner) + inner);
  writer.copy(encoded);
  writeAny(writer, value, inner);
}

/** As `encodeKey`, remembered: names of attributes are few. */
export function encodedKey(key: string): Uint8Array {
  return encodedKeys.get(key) ?? learnKey(key);
}

/** The key of a `KeyValue`, and the tag of its value. */
export function encodeKey(key: string): Uint8Array {
  const writer = new ByteWriter(64);
  writer.byte(TEXT);
  writer.text(key);
  writer.byte((2 << 3) | BYTES);
  return writer.written();
}

function learnKey(key: string): Uint8Array {
  const encoded = encodeKey(key);
  if (encodedKeys.size < MOST_KEYS) encodedKeys.set(key, encoded);
  return encoded;
}

const NO_VALUE = -1;

/** Bytes of a value as an `AnyValue`. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return sizeOfBytes(textSize(value));
  if (typeof value === 'number') return TAG + (isWhole(value) ? varintSize(value) : 8);
  if (value instanceof CapturedValue) return value.to - value.from;
  if (typeof value === 'boolean') return TAG + 1;
  return Array.isArray(value) ? sizeOfBytes(sizeOfElements(value)) : NO_VALUE;
}

function sizeOfBytes(length: number): number {
  return TAG + varintSize(length) + length;
}

/** Elements that are no values are told as empty ones, so that the others keep their places. */
function sizeOfElements(values: unknown[]): number {
  let size = 0;
  for (const value of values) size += sizeOfBytes(Math.max(0, sizeOf(value)));
  return size;
}

/** An `AnyValue` of so many bytes, after their number. */
function writeAny(writer: ByteWriter, value: unknown, size: number): void {
  writer.varint(size);
  if (typeof value === 'string') {
    writer.byte(TEXT);
    writer.text(value);
  } else if (typeof value === 'number') {
    writer.byte(isWhole(value) ? WHOLE : DOUBLE);
    if (isWhole(value)) writer.varint(value);
    else writer.double(value);
  } else if (value instanceof CapturedValue) {
    writer.copyPart(value.bytes, value.from, value.to);
  } else if (typeof value === 'boolean') {
    writer.byte(BOOLEAN);
    writer.byte(value ? 1 : 0);
  } else if (Array.isArray(value)) {
    writer.byte(ARRAY);
    writer.varint(sizeOfElements(value));
    for (const element of value) {
      writer.byte(TEXT);
      writeAny(writer, element, Math.max(0, sizeOf(element)));
    }
  }
}

/** Negative whole numbers are rare enough to be told as doubles, which every reader takes for the same number. */
export function isWhole(value: number): boolean {
  return value >= 0 && Number.isSafeInteger(value);
}
