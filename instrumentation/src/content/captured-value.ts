import type { TextMemory } from './text-memory.js';

/** A value as an `AnyValue` message in a memory, where it stays until the same place is used again. */
export class CapturedValue {
  readonly #memory: TextMemory;
  readonly from: number;
  readonly to: number;
  /** Whether something was left out to stay within the limit. */
  readonly truncated: boolean;

  constructor(memory: TextMemory, from: number, to: number, truncated: boolean) {
    this.#memory = memory;
    this.from = from;
    this.to = to;
    this.truncated = truncated;
  }

  /** The memory that it is in. */
  get bytes(): Buffer {
    return this.#memory.bytes;
  }
}
