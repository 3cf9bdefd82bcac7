import { isUtf8 } from 'node:buffer';
import { PlainColumn } from './column.js';

/** Up to here a loop copies faster than the call into native code. */
const SHORT = 48;
const HEX = Buffer.from('0123456789abcdef');

/** Strings, copied as bytes: they never become JavaScript strings on their way. */
export class TextColumn extends PlainColumn {
  constructor() {
    super('String');
  }

  /** Bytes of UTF-8; what is none gets U+FFFD, so that one bad text does not fail its batch. */
  add(source: Buffer, start: number, end: number): void {
    const { values } = this;
    const before = values.length;
    values.varint(end - start);
    if (copyText(this, source, start, end)) return;
    values.length = before;
    values.text(source.toString('utf8', start, end));
  }

  addText(text: string): void {
    this.values.text(text);
  }

  /** An id as lowercase hex; empty where it is absent, which OTLP may also write as zeros. */
  addHex(source: Buffer, start: number, end: number): void {
    const { values } = this;
    if (isZero(source, start, end)) {
      values.byte(0);
      return;
    }
    values.varint((end - start) * 2);
    values.reserve((end - start) * 2);
    for (let at = start; at < end; at += 1) {
      const byte = source[at] ?? 0;
      values.bytes[values.length] = HEX[byte >> 4] ?? 0;
      values.bytes[values.length + 1] = HEX[byte & 0xf] ?? 0;
      values.length += 2;
    }
  }
}

export function isZero(source: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (source[at] !== 0) return false;
  return true;
}

/** False when the bytes are no UTF-8. */
function copyText({ values }: TextColumn, source: Buffer, start: number, end: number): boolean {
  if (end - start > SHORT) {
    values.copy(source, start, end);
    return isUtf8(source.subarray(start, end));
  }
  values.reserve(end - start);
  const { bytes } = values;
  let position = values.length;
  let seen = 0;
  for (let at = start; at < end; at += 1) {
    const byte = source[at] ?? 0;
    seen |= byte;
    bytes[position] = byte;
    position += 1;
  }
  values.length = position;
  return seen < 0x80 || isUtf8(source.subarray(start, end));
}
