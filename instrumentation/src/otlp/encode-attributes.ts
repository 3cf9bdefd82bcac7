import type { Attributes } from '@opentelemetry/api';
import { CapturedText } from '../content/captured-text.js';
import type { ByteWriter } from './byte-writer.js';

/** Wire types of protobuf, in the low bits of a field's tag. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** Most messages of attributes are shorter than 128 bytes. */
const SMALL = 100;
/** Bytes of tags and lengths around key and text. */
const FRAME = 7;

/** `KeyValue` messages (opentelemetry-proto, common.proto) as the repeated field that is given. */
export function writeAttributes(writer: ByteWriter, field: number, attributes: Attributes): void {
  for (const key in attributes) writeAttribute(writer, field, key, attributes[key]);
}

/** What OpenTelemetry does not know as the value of an attribute is left out. */
export function writeAttribute(writer: ByteWriter, field: number, key: string, value: unknown): void {
  if (!isValue(value) || key === '') return;
  const guess = guessSize(value) + key.length;
  writer.byte((field << 3) | BYTES);
  const start = writer.begin(guess);
  writer.byte((1 << 3) | BYTES);
  writer.text(key);
  writeAny(writer, 2, value);
  writer.finish(start, guess);
}

/** An `AnyValue` as the field that is given. */
function writeAny(writer: ByteWriter, field: number, value: unknown): void {
  const guess = guessSize(value);
  writer.byte((field << 3) | BYTES);
  const start = writer.begin(guess);
  if (typeof value === 'string') {
    writer.byte((1 << 3) | BYTES);
    writer.text(value);
  } else if (value instanceof CapturedText) {
    writer.byte((1 << 3) | BYTES);
    writer.varint(value.to - value.from);
    writer.copy(value.bytes.subarray(value.from, value.to));
  } else if (typeof value === 'boolean') {
    writer.byte((2 << 3) | VARINT);
    writer.byte(value ? 1 : 0);
  } else if (typeof value === 'number') {
    // Negative whole numbers are rare enough to be told as doubles, which every reader takes for the same number.
    const isWhole = Number.isSafeInteger(value) && value >= 0;
    writer.byte(isWhole ? (3 << 3) | VARINT : (4 << 3) | FIXED64);
    if (isWhole) writer.varint(value);
    else writer.double(value);
  } else if (Array.isArray(value)) {
    writer.byte((5 << 3) | BYTES);
    const values = writer.begin(SMALL);
    for (const element of value) writeAny(writer, 1, element);
    writer.finish(values, SMALL);
  }
  writer.finish(start, guess);
}

function guessSize(value: unknown): number {
  if (typeof value === 'string') return FRAME + value.length;
  return value instanceof CapturedText ? FRAME + value.to - value.from : SMALL;
}

function isValue(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    Array.isArray(value) ||
    value instanceof CapturedText
  );
}
