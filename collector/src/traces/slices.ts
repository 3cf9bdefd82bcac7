import type { WireReader } from './wire-reader.js';

/** One field's bytes: where they start and end. */
export class Slice {
  start = 0;
  end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Takes the length-delimited field that the reader is at, and moves on behind it. */
  take(reader: WireReader, limit: number): void {
    this.end = reader.endOfField(limit);
    this.start = reader.pos;
    reader.pos = this.end;
  }

  reset(): void {
    this.start = 0;
    this.end = 0;
  }
}

/** Positions of parts of a message, start and end each; used again for every span. */
export class Slices {
  #positions = new Int32Array(64);
  count = 0;

  add(start: number, end: number): void {
    if (this.count * 2 === this.#positions.length) {
      const grown = new Int32Array(this.#positions.length * 2);
      grown.set(this.#positions);
      this.#positions = grown;
    }
    this.#positions[this.count * 2] = start;
    this.#positions[this.count * 2 + 1] = end;
    this.count += 1;
  }

  start(index: number): number {
    return this.#positions[index * 2] ?? 0;
  }

  end(index: number): number {
    return this.#positions[index * 2 + 1] ?? 0;
  }

  reset(): void {
    this.count = 0;
  }
}

/** Notes a repeated message field. */
export function takeInto(slices: Slices, reader: WireReader, limit: number): void {
  const end = reader.endOfField(limit);
  slices.add(reader.pos, end);
  reader.pos = end;
}
