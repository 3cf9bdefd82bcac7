import { isUtf8 } from 'node:buffer';
import { TextColumn } from './text-column.js';

const INITIAL_SLOTS = 256;
const EMPTY = Buffer.alloc(0);

/** The distinct texts of a LowCardinality column, by number. Number 0 is the empty text, as ClickHouse has it. */
export class Dictionary {
  readonly texts = new TextColumn();
  /** Where each text's bytes are in the column. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Numbers by hash, one more than the number itself; 0 is free. Open addressing, at most half full. */
  #slots = new Int32Array(INITIAL_SLOTS);

  constructor() {
    this.reset();
  }

  get size(): number {
    return this.#starts.length;
  }

  /** The number of the text that these bytes are; new ones are added. */
  intern(source: Buffer, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = toHash(source, start, end) & mask;
    for (let number = (this.#slots[slot] ?? 0) - 1; number >= 0; number = (this.#slots[slot] ?? 0) - 1) {
      if (this.has(number, source, start, end)) return number;
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, source, start, end);
  }

  /** Whether the text of this number is these bytes. */
  has(number: number, source: Buffer, start: number, end: number): boolean {
    const from = this.#starts[number] ?? 0;
    if ((this.#ends[number] ?? 0) - from !== end - start) return false;
    const { bytes } = this.texts.values;
    for (let at = start, known = from; at < end; at += 1, known += 1) if (bytes[known] !== source[at]) return false;
    return true;
  }

  /** By bytes, which is the order of the Collector's exporter. */
  compare(a: number, b: number): number {
    const { bytes } = this.texts.values;
    const [startA = 0, endA = 0, startB = 0, endB = 0] = [this.#starts[a], this.#ends[a], this.#starts[b], this.#ends[b]];
    return bytes.compare(bytes, startB, endB, startA, endA);
  }

  reset(): void {
    this.texts.reset();
    this.#starts.length = 0;
    this.#ends.length = 0;
    this.#slots = new Int32Array(INITIAL_SLOTS);
    this.intern(EMPTY, 0, 0);
  }

  #add(slot: number, source: Buffer, start: number, end: number): number {
    if (!isUtf8(source.subarray(start, end))) return this.#internReplaced(source, start, end);
    const number = this.size;
    this.texts.add(source, start, end);
    this.#ends.push(this.texts.values.length);
    this.#starts.push(this.texts.values.length - (end - start));
    this.#slots[slot] = number + 1;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #internReplaced(source: Buffer, start: number, end: number): number {
    const replaced = Buffer.from(source.toString('utf8', start, end));
    return this.intern(replaced, 0, replaced.length);
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let slot = toHash(this.texts.values.bytes, this.#starts[number] ?? 0, this.#ends[number] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

/** FNV-1a */
function toHash(source: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
