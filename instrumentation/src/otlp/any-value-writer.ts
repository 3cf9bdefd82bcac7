import { CapturedValue } from '../content/captured-value.js';
import { type Container, ContentWriter, MOST_WORD_LENGTH } from '../content/content-writer.js';
import { LEAST_SECRET_LENGTH } from '../content/secret-patterns.js';
import { WIDE_VARINT } from './byte-writer.js';
import { ARRAY, BOOLEAN, BYTES, DOUBLE, encodeKey, isWhole, KEY_VALUES, TEXT, WHOLE } from './encode-attributes.js';

/** Of the one repeated field that lists of values and of members have. */
const ENTRY = (1 << 3) | BYTES;
const TAG = 1;
/** Tag and length of a container, and of a text that is no word. */
const HEAD = TAG + WIDE_VARINT;
const WORD_HEAD = TAG + 1;
/** No number takes more, with its tag. */
const MOST_SCALAR = 9;
/** With a key up to this length, a short value's lengths take one byte each. */
const MOST_SHORT_KEY = 64;

/**
 * Writes values as `AnyValue` messages (opentelemetry-proto, common.proto), which is how the conventions want contents on spans where it can be
 * had. Nothing in a text is escaped; a length is put into its place once it is known, as a varint that takes one byte or always four.
 */
export class AnyValueWriter extends ContentWriter {
  /** Each takes three messages, and many implementations of protobuf refuse a request of more than a hundred within each other. */
  protected override readonly mostDepth = 30;
  protected override readonly tailSize = 0;

  /** `from` is where in the memory it is made. */
  write(value: unknown, from: number, limit: number): CapturedValue {
    this.writeAll(value, from, limit);
    return new CapturedValue(this.memory, from, this.at, this.isTruncated);
  }

  protected override open(container: Container, before: number): boolean {
    if (this.at + HEAD > this.end) return this.overflow(before);
    this.memory.bytes[this.at] = container === 'array' ? ARRAY : KEY_VALUES;
    this.at += HEAD;
    return true;
  }

  protected override close(_container: Container, start: number): void {
    this.#putLength(WIDE_VARINT, start + TAG);
  }

  /** An `AnyValue` of a list, or a `KeyValue` of a list of members. How long its lengths are is noted where the first of them will be. */
  protected override beginEntry(value: unknown, token: Uint8Array | undefined): boolean {
    const before = this.at;
    const size = this.#isShort(value, token) ? 1 : WIDE_VARINT;
    if (before + TAG + size + (token === undefined ? 0 : token.length + size) > this.end) return this.overflow(before);
    const { bytes } = this.memory;
    bytes[before] = ENTRY;
    bytes[before + TAG] = size;
    let at = before + TAG + size;
    if (token !== undefined) {
      for (let index = 0; index < token.length; index++) bytes[at++] = token[index] as number;
      at += size;
    }
    this.at = at;
    return true;
  }

  protected override endEntry(token: Uint8Array | undefined, start: number): void {
    const size = this.memory.bytes[start + TAG] as number;
    this.#putLength(size, start + TAG);
    if (token !== undefined) this.#putLength(size, start + TAG + size + token.length);
  }

  /** The key of a `KeyValue` and the tag of its value. */
  protected override toToken(key: string): Uint8Array {
    return encodeKey(key);
  }

  /** Nothing at all is null. */
  protected override writeScalar(value: unknown, before: number): boolean {
    if (this.at + MOST_SCALAR > this.end) return this.overflow(before);
    if (typeof value === 'number' || typeof value === 'bigint') this.#writeNumber(Number(value));
    else if (typeof value === 'boolean') {
      this.memory.bytes[this.at++] = BOOLEAN;
      this.memory.bytes[this.at++] = value ? 1 : 0;
    }
    return true;
  }

  protected override writeWord(text: string): boolean {
    const from = this.at + WORD_HEAD;
    if (from + text.length > this.end) return false;
    const { bytes } = this.memory;
    let all = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      all |= code;
      bytes[from + index] = code;
    }
    if (all > 0x7f) return false;
    this.endText(text, from, from + text.length);
    return true;
  }

  protected override headSize(text: string): number {
    return text.length <= MOST_WORD_LENGTH ? WORD_HEAD : HEAD;
  }

  protected override encode(text: string, at: number, end: number): number {
    return this.memory.copy(text, at, end);
  }

  protected override endText(text: string, from: number, to: number): void {
    const size = this.headSize(text) - TAG;
    this.memory.bytes[from - size - TAG] = TEXT;
    this.at = to;
    this.#putLength(size, from - size);
  }

  protected override findMarks(text: string, from: number): number {
    return text.length <= MOST_WORD_LENGTH ? this.memory.findMarksIn(from, this.at) : this.memory.copiedMarks;
  }

  /** What is no number of JSON is null. */
  #writeNumber(value: number): void {
    const { bytes } = this.memory;
    if (!Number.isFinite(value)) return;
    if (!isWhole(value)) {
      bytes[this.at] = DOUBLE;
      this.at = bytes.writeDoubleLE(value, this.at + TAG);
      return;
    }
    bytes[this.at++] = WHOLE;
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes[this.at++] = (rest % 0x80) | 0x80;
    bytes[this.at++] = rest;
  }

  /** Whether one byte is enough for its lengths: it is for scalars, and for texts in which nothing can be hidden, which might make them longer. */
  #isShort(value: unknown, token: Uint8Array | undefined): boolean {
    if (token !== undefined && token.length > MOST_SHORT_KEY) return false;
    if (typeof value === 'string') return value.length < LEAST_SECRET_LENGTH && !this.redactor.isCustom;
    return typeof value !== 'object' || value === null;
  }

  /** Of all that was written behind it. */
  #putLength(size: number, at: number): void {
    const { bytes } = this.memory;
    const length = this.at - at - size;
    if (size === 1) bytes[at] = length;
    else {
      bytes[at] = length | 0x80;
      bytes[at + 1] = (length >> 7) | 0x80;
      bytes[at + 2] = (length >> 14) | 0x80;
      bytes[at + 3] = length >> 21;
    }
  }
}
