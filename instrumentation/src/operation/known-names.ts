import { OTHER_NAME } from '../semconv.js';

const MOST_CONFIRMED = 10_000;
const MOST_UNCONFIRMED = 200;
const MOST_LENGTH = 200;

/**
 * Bounds the names that reach span names and attributes: callers can invent methods and tools without end. A name is confirmed once
 * it worked or was listed; of the others the first 200 keep their name.
 */
export class KnownNames {
  readonly #confirmed: Set<string>;
  readonly #unconfirmed = new Set<string>();

  constructor(confirmed: Iterable<string> = []) {
    this.#confirmed = new Set(confirmed);
  }

  admit(name: string): string {
    if (this.#confirmed.has(name) || this.#unconfirmed.has(name)) return name;
    if (this.#unconfirmed.size >= MOST_UNCONFIRMED || name.length > MOST_LENGTH) return OTHER_NAME;
    this.#unconfirmed.add(name);
    return name;
  }

  confirm(name: string): void {
    if (this.#confirmed.has(name) || this.#confirmed.size >= MOST_CONFIRMED) return;
    this.#confirmed.add(name);
    this.#unconfirmed.delete(name);
  }
}
