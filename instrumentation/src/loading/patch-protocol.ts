import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { isObject } from '../protocol-shapes.js';

/** Called with each transport that a client or server is about to connect. */
export type OnConnect = (protocol: ProtocolLike, transport: TransportLike) => void;

/** Shared by all copies of this package in a process, so that a class is patched once. */
const PATCHED = Symbol.for('callsight.patched');

/**
 * Patches `Protocol.prototype.connect`, which the clients and servers of every SDK generation reach, on the module that exports
 * `Protocol`; and `Client.prototype.connect` beside it, which in SDK v2 negotiates before. Returns what undoes it; nothing for a
 * module without these classes or where they are patched already.
 */
export function patchProtocol(exports: unknown, onConnect: OnConnect): (() => void)[] {
  if (!isObject(exports)) return [];
  return [exports.Protocol, exports.Client]
    .map((type) => (typeof type === 'function' && isObject(type.prototype) ? patchConnect(type.prototype, onConnect) : undefined))
    .filter((undo) => undo !== undefined);
}

/** The same for a prototype or, as an own property, a single client or server. */
export function patchConnect(target: object, onConnect: OnConnect): (() => void) | undefined {
  const original: unknown = Reflect.get(target, 'connect');
  if (typeof original !== 'function' || Object.hasOwn(target, PATCHED)) return undefined;
  const own = Object.getOwnPropertyDescriptor(target, 'connect');

  function connect(this: ProtocolLike, ...given: unknown[]): unknown {
    const [transport] = given;
    if (isObject(transport) && typeof transport.send === 'function') onConnect(this, transport as unknown as TransportLike);
    return Reflect.apply(original as () => unknown, this, given);
  }
  Object.defineProperty(target, 'connect', { value: connect, configurable: true, writable: true, enumerable: own?.enumerable ?? false });
  Object.defineProperty(target, PATCHED, { value: true, configurable: true });

  return () => {
    Reflect.deleteProperty(target, PATCHED);
    if (Reflect.get(target, 'connect') !== connect) return;
    if (own === undefined) Reflect.deleteProperty(target, 'connect');
    else Object.defineProperty(target, 'connect', own);
  };
}
