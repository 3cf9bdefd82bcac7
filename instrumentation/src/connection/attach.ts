import { context } from '@opentelemetry/api';
import { guard, type Observer } from '../observer.js';
import type { Operation } from '../operation/operation.js';
import { OUTCOME_OK, outcomeOfException } from '../operation/outcome.js';
import { injectContext } from '../operation/propagation.js';
import { type CallMessage, isCall, isResponse, type ProtocolLike, type TransportLike } from '../protocol-shapes.js';
import { Connection } from './connection.js';
import { interceptNextAssignment } from './intercept-assignment.js';
import { inputOf } from './transport-kind.js';

/** Shared by all copies of this package in a process, so that a transport is observed once. */
const ATTACHED = Symbol.for('callsight.attached');

/** Observes a transport that is about to be connected: before the SDK sets its handlers on it. */
export function attach(observer: Observer, protocol: ProtocolLike, transport: TransportLike): void {
  if (ATTACHED in transport || !Object.isExtensible(transport)) return;
  Object.defineProperty(transport, ATTACHED, { value: true });
  const connection = new Connection(observer, protocol, transport);
  observeSending(observer, connection, transport);
  interceptNextAssignment(transport, 'onmessage', (handler) => observeReceiving(observer, connection, handler));
  interceptNextAssignment(transport, 'onclose', (handler) => {
    return function (this: unknown, ...rest: unknown[]) {
      guard(observer, () => connection.close());
      return Reflect.apply(handler, this, rest);
    };
  });
  inputOf(transport)?.once('end', () => guard(observer, () => connection.endInput()));
}

function observeSending(observer: Observer, connection: Connection, transport: TransportLike): void {
  const original = transport.send;
  /** The SDK's HTTP client sends a message again, through this very method, once it is authorised. */
  const resendable = new WeakSet<object>();

  function send(this: unknown, message: unknown, ...rest: unknown[]): Promise<void> {
    if (isResponse(message)) {
      const sent = Reflect.apply(original, this, [message, ...rest]);
      guard(observer, () => connection.answer('inbound', message));
      return sent;
    }
    if (!isCall(message) || resendable.has(message)) return Reflect.apply(original, this, [message, ...rest]);
    const operation = guard(observer, () => connection.send(message));
    if (operation === undefined) return Reflect.apply(original, this, [message, ...rest]);
    const outgoing =
      (connection.mayInject(message) && guard(observer, () => injectContext(message, message.params, operation.context))) || message;
    resendable.add(outgoing);
    return track(observer, connection, operation, message, () => {
      const call = () => Reflect.apply(original, this, [outgoing, ...rest]);
      return connection.sendsOverHttp ? context.with(operation.context, call) : call();
    });
  }
  Object.defineProperty(transport, 'send', { value: send, configurable: true, writable: true, enumerable: false });
}

/** Ends the operation if sending fails, and a notification as soon as it is sent. The host sees the original's outcome. */
function track(observer: Observer, connection: Connection, operation: Operation, message: CallMessage, call: () => Promise<void>) {
  const settle = (error?: unknown, failed = false) =>
    guard(observer, () => connection.settle(operation, message.id, failed ? outcomeOfException(error) : OUTCOME_OK));
  let sent: Promise<void>;
  try {
    sent = call();
  } catch (error) {
    settle(error, true);
    throw error;
  }
  guard(observer, () => connection.cancel('outbound', message));
  if (typeof sent?.then !== 'function') return sent;
  return sent.then(
    (value) => {
      if (message.id === undefined) settle();
      return value;
    },
    (error: unknown) => {
      settle(error, true);
      throw error;
    },
  );
}

type Handler = (...rest: unknown[]) => unknown;

function observeReceiving(observer: Observer, connection: Connection, handler: Handler): Handler {
  return function (this: unknown, ...received: unknown[]) {
    const [message, extra] = received;
    const call = () => Reflect.apply(handler, this, received);
    if (isResponse(message)) {
      try {
        return call();
      } finally {
        guard(observer, () => connection.answer('outbound', message));
      }
    }
    const operation = isCall(message) ? guard(observer, () => connection.receive(message, extra)) : undefined;
    if (operation === undefined || !isCall(message)) return call();
    try {
      const handled = context.with(operation.context, call);
      guard(observer, () => connection.handled(operation, message));
      return handled;
    } catch (error) {
      guard(observer, () => connection.settle(operation, message.id, outcomeOfException(error)));
      throw error;
    }
  };
}
