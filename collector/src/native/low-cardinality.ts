import type { ByteWriter } from './byte-writer.js';
import type { Column } from './column.js';
import { Dictionary } from './dictionary.js';

/** The only version of a dictionary's serialisation. */
const KEYS_VERSION = 1;
/** The block brings its own keys (HasAdditionalKeysBit), and no other dictionary than those (NeedUpdateDictionary). */
const FLAGS = 0x600;
/** Width of an index: its code in the flags, its bytes, and how many keys it can tell apart. */
const WIDTHS = [
  { code: 0, bytes: 1, keys: 0x100 },
  { code: 1, bytes: 2, keys: 0x1_0000 },
  { code: 2, bytes: 4, keys: 0x1_0000_0000 },
] as const;

/** LowCardinality(String): each distinct text once, and an index for each row. */
export class LowCardinalityColumn implements Column {
  readonly type = 'LowCardinality(String)';
  readonly dictionary = new Dictionary();
  #indexes = new Uint32Array(1_024);
  length = 0;

  get size(): number {
    return 32 + this.dictionary.texts.size + this.length * 4;
  }

  /** Adds a row whose text has this number in the dictionary. */
  add(number: number): void {
    if (this.length === this.#indexes.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.#indexes);
      this.#indexes = grown;
    }
    this.#indexes[this.length] = number;
    this.length += 1;
  }

  /** Adds a row of these bytes of UTF-8. */
  addBytes(source: Buffer, start: number, end: number): void {
    this.add(this.dictionary.intern(source, start, end));
  }

  writePrefixTo(out: ByteWriter): void {
    out.uint64(KEYS_VERSION, 0);
  }

  writeTo(out: ByteWriter): void {
    if (this.length === 0) return;
    const width = WIDTHS.find(({ keys }) => this.dictionary.size <= keys) ?? WIDTHS[2];
    out.uint64(FLAGS | width.code, 0);
    out.uint64(this.dictionary.size, 0);
    this.dictionary.texts.writeTo(out);
    out.uint64(this.length, 0);
    out.reserve(this.length * width.bytes);
    for (let row = 0; row < this.length; row += 1) {
      let rest = this.#indexes[row] ?? 0;
      for (let byte = 0; byte < width.bytes; byte += 1) {
        out.bytes[out.length] = rest;
        out.length += 1;
        rest >>>= 8;
      }
    }
  }

  reset(): void {
    this.dictionary.reset();
    this.length = 0;
    if (this.#indexes.length > 1_048_576) this.#indexes = new Uint32Array(1_024);
  }
}
