const FIRST_SIZE = 16_384;
/** Up to this length, writing characters one by one is faster than a call into the engine. */
const SHORT_TEXT = 32;

/** Writes protobuf into bytes that grow. Nothing here outlives the call but bytes, which cost the garbage collector nothing. */
export class ByteWriter {
  #bytes: Buffer;
  #at = 0;

  constructor(size = FIRST_SIZE) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  get length(): number {
    return this.#at;
  }

  /** What was written, without a copy: it is true until something else is written. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Takes back all that was written from there on. */
  rewind(to: number): void {
    this.#at = to;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  /** Two at once, as a tag and a length are: each call is code that the engine compiles again where it is made. */
  pair(first: number, second: number): void {
    this.#reserve(2);
    const at = this.#at;
    this.#bytes[at] = first;
    this.#bytes[at + 1] = second;
    this.#at = at + 2;
  }

  /** `value` is a whole number from 0 to 2^53. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest > 0x7f_ff_ff_ff) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#at++] = rest;
  }

  uint32(value: number): void {
    this.#reserve(4);
    const bytes = this.#bytes;
    const at = this.#at;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
    this.#at = at + 4;
  }

  double(value: number): void {
    this.#reserve(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  copy(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Bytes named by two hexadecimal digits each. */
  hex(digits: string): void {
    this.#reserve(digits.length >> 1);
    this.#at += this.#bytes.write(digits, this.#at, 'hex');
  }

  /** UTF-8, after its length. */
  text(value: string): void {
    this.#reserve(value.length * 3 + 5);
    if (value.length > SHORT_TEXT || !this.#asciiText(value)) {
      const start = this.begin(value.length);
      this.#at += this.#bytes.write(value, this.#at);
      this.finish(start, value.length);
    }
  }

  /** Leaves room for the length of what follows, by a guess of it. Returns what `finish` needs. */
  begin(guess: number): number {
    this.#reserve(5);
    this.#at += varintSize(guess);
    return this.#at;
  }

  /** Puts the length before what was written since `begin`, which had the same guess. */
  finish(start: number, guess: number): void {
    const length = this.#at - start;
    const [expected, needed] = [varintSize(guess), varintSize(length)];
    if (needed !== expected) {
      this.#reserve(needed);
      this.#bytes.copyWithin(start - expected + needed, start, this.#at);
    }
    this.#at = start - expected;
    this.varint(length);
    this.#at += length;
  }

  #asciiText(value: string): boolean {
    const bytes = this.#bytes;
    const at = this.#at + 1;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      bytes[at + index] = code;
    }
    bytes[at - 1] = value.length;
    this.#at = at + value.length;
    return true;
  }

  #reserve(size: number): void {
    if (this.#at + size > this.#bytes.length) this.#grow(size);
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + size));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}

function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}
