import type { RequestId } from '../protocol-shapes.js';
import type { Operation } from './operation.js';

/**
 * Requests that are not answered yet. Mostly there is one: it has a place of its own, because a Map that becomes empty calls into the
 * engine to shrink, which costs more than all else that is done to find the request again.
 */
export class OpenOperations {
  #id: RequestId | undefined;
  #operation: Operation | undefined;
  readonly #others = new Map<RequestId, Operation>();

  get size(): number {
    return this.#others.size + (this.#operation === undefined ? 0 : 1);
  }

  get(id: RequestId): Operation | undefined {
    return this.#id === id ? this.#operation : this.#others.get(id);
  }

  set(id: RequestId, operation: Operation): void {
    if (this.#id !== id && (this.#operation !== undefined || this.#others.has(id))) {
      this.#others.set(id, operation);
      return;
    }
    this.#id = id;
    this.#operation = operation;
  }

  delete(id: RequestId): void {
    if (this.#id !== id) {
      this.#others.delete(id);
      return;
    }
    this.#id = undefined;
    this.#operation = undefined;
  }

  /** A copy, so that operations may be ended on the way. */
  entries(): [RequestId, Operation][] {
    const others = [...this.#others];
    return this.#id === undefined || this.#operation === undefined ? others : [[this.#id, this.#operation], ...others];
  }
}
