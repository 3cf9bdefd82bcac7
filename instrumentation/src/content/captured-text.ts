import type { TextMemory } from './text-memory.js';

/** Text as UTF-8 in a memory, where it stays until the same region is used again. */
export class CapturedText {
  readonly #memory: TextMemory;
  readonly from: number;
  readonly to: number;
  /** Whether something was left out to stay within the limit. */
  readonly truncated: boolean;
  /** Whether it is the JSON text of the value, of which nothing was left out, hidden or replaced. */
  readonly isWhole: boolean;

  constructor(memory: TextMemory, from: number, to: number, truncated: boolean, isWhole: boolean) {
    this.#memory = memory;
    this.from = from;
    this.to = to;
    this.truncated = truncated;
    this.isWhole = isWhole;
  }

  /** The memory that it is in. */
  get bytes(): Buffer {
    return this.#memory.bytes;
  }

  toString(): string {
    return this.#memory.bytes.toString('utf8', this.from, this.to);
  }
}
