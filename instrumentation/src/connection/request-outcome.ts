import { guard, type Observer } from '../observer.js';
import { isObject, type ProtocolLike } from '../protocol-shapes.js';

/** Told of the error that the caller of a request sees. */
type OnFailure = (error: unknown) => void;

const OBSERVED = Symbol.for('callsight.requests');

interface Making {
  /** The request within which this one is made. */
  readonly outer: Making | undefined;
  onFailure: OnFailure | undefined;
}

/** The innermost request that is being made right now: its message is sent before the call returns. */
let innermost: Making | undefined;

/** Binds the message being sent to the request that makes it; false if nobody will tell of its failure. */
export function claimRequest(onFailure: OnFailure): boolean {
  if (innermost === undefined || innermost.onFailure !== undefined) return false;
  innermost.onFailure = onFailure;
  return true;
}

/**
 * Follows the promises that a client or server gives to the callers of its requests. They alone tell of a time limit over which no
 * cancellation is sent, and of HTTP failures: neither reaches the transport's handlers.
 */
export function observeRequests(observer: Observer, protocol: ProtocolLike): void {
  // SDK v2 sends the legs of one request through the inner method.
  const name = typeof Reflect.get(protocol, '_requestWithSchemaViaCodec') === 'function' ? '_requestWithSchemaViaCodec' : 'request';
  const original: unknown = Reflect.get(protocol, name);
  if (typeof original !== 'function' || Object.hasOwn(protocol, OBSERVED) || !Object.isExtensible(protocol)) return;

  function request(this: unknown, ...given: unknown[]): unknown {
    const made: Making = { outer: innermost, onFailure: undefined };
    innermost = made;
    let result: unknown;
    try {
      result = Reflect.apply(original as () => unknown, this, given);
    } finally {
      innermost = made.outer;
    }
    const { onFailure } = made;
    if (onFailure === undefined || !isObject(result) || typeof result.then !== 'function') return result;
    return (result as unknown as Promise<unknown>).then(undefined, (error: unknown) => {
      guard(observer, () => onFailure(error));
      throw error;
    });
  }
  Object.defineProperty(protocol, name, { value: request, configurable: true, writable: true, enumerable: false });
  Object.defineProperty(protocol, OBSERVED, { value: true });
}
