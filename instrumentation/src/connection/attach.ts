import { context } from '@opentelemetry/api';
import { guard, type Observer, reportSkipped } from '../observer.js';
import { METHOD_CANCELLED } from '../operation/methods.js';
import type { Operation } from '../operation/operation.js';
import { type Direction, OUTCOME_OK, type Outcome, outcomeOfException } from '../operation/outcome.js';
import { injectContext } from '../operation/propagation.js';
import { type CallMessage, isCall, isResponse, type ProtocolLike, type ResponseMessage, type TransportLike } from '../protocol-shapes.js';
import { Connection } from './connection.js';
import { markExchange } from './exchange.js';
import { outcomeOfFailure } from './failure.js';
import { type IsIntercepted, interceptNextAssignment } from './intercept-assignment.js';
import { claimRequest, observeRequests } from './request-outcome.js';
import { inputOf } from './transport-kind.js';

/** Shared by all copies of this package in a process, so that a transport is observed once. */
const ATTACHED = Symbol.for('callsight.attached');

interface Attachment {
  connection: Connection;
  /** Of the handlers that the SDK sets, by property. */
  intercepted: Map<string, IsIntercepted>;
}

const attachments = new WeakMap<TransportLike, Attachment>();

/**
 * Observes a transport that is about to be connected: before the SDK sets its handlers on it. A client that negotiates the protocol
 * sets handlers for that first, and then others for good: attaching again observes those.
 */
export function attach(observer: Observer, protocol: ProtocolLike, transport: TransportLike): void {
  let attachment = attachments.get(transport);
  if (attachment === undefined) {
    if (ATTACHED in transport || !Object.isExtensible(transport)) return;
    Object.defineProperty(transport, ATTACHED, { value: true });
    attachment = { connection: new Connection(observer, protocol, transport), intercepted: new Map() };
    attachments.set(transport, attachment);
    const { connection } = attachment;
    observeSending(observer, connection, transport);
    observeRequests(observer, protocol);
    inputOf(transport)?.once('end', () => guard(observer, () => connection.endInput()));
  }
  const { connection, intercepted } = attachment;
  intercept(transport, intercepted, 'onmessage', (handler) => observeReceiving(observer, connection, handler));
  intercept(transport, intercepted, 'onclose', (handler) => {
    return function (this: unknown, ...rest: unknown[]) {
      guard(observer, () => connection.close());
      return Reflect.apply(handler, this, rest);
    };
  });
}

function intercept(
  transport: TransportLike,
  known: Map<string, IsIntercepted>,
  property: string,
  wrap: (handler: Handler) => Handler,
): void {
  if (known.get(property)?.()) return;
  const replace = (assigned: unknown) => (typeof assigned === 'function' ? wrap(assigned as Handler) : assigned);
  known.set(property, interceptNextAssignment(transport, property, replace));
}

function observeSending(observer: Observer, connection: Connection, transport: TransportLike): void {
  const original = transport.send;
  /** The SDK's HTTP client sends a message again, through this very method, once it is authorised. */
  const resendable = new WeakSet<object>();

  function send(this: unknown, ...given: [message: unknown, ...rest: unknown[]]): Promise<void> {
    const [message] = given;
    if (isResponse(message)) {
      const sent = Reflect.apply(original, this, given);
      answer(observer, connection, 'inbound', message);
      return sent;
    }
    const operation = isCall(message) && !resendable.has(message) ? begin(observer, connection, message) : undefined;
    if (operation === undefined || !isCall(message)) return Reflect.apply(original, this, given);
    if (connection.mayInject(message)) given[0] = inject(observer, message, operation);
    if (connection.sendsOverHttp) resendable.add(given[0] as object);
    const { id } = message;
    const claimed = id !== undefined && claimRequest((error) => connection.fail(operation, id, error));
    return track(observer, connection, operation, message, claimed, () => {
      const call = () => Reflect.apply(original, this, given);
      return connection.sendsOverHttp ? context.with(operation.context, call) : call();
    });
  }
  Object.defineProperty(transport, 'send', { value: send, configurable: true, writable: true, enumerable: false });
}

/**
 * Ends the operation if sending fails, unless the request that claimed it will tell, and a notification as soon as it is sent. The
 * host sees the original's outcome.
 */
function track(
  observer: Observer,
  connection: Connection,
  operation: Operation,
  message: CallMessage,
  claimed: boolean,
  call: () => Promise<void>,
) {
  const settle = (outcome: Outcome) => guard(observer, () => connection.settle(operation, message.id, outcome));
  let sent: Promise<void>;
  try {
    sent = call();
  } catch (error) {
    if (!claimed) settle(outcomeOfFailure(error));
    throw error;
  }
  if (message.method === METHOD_CANCELLED) guard(observer, () => connection.cancel('outbound', message));
  if (claimed || typeof sent?.then !== 'function') return sent;
  return sent.then(
    (value) => {
      if (message.id === undefined) settle(OUTCOME_OK);
      return value;
    },
    (error: unknown) => {
      settle(outcomeOfFailure(error));
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
        answer(observer, connection, 'outbound', message);
      }
    }
    markExchange();
    const operation = isCall(message) ? receive(observer, connection, message, extra) : undefined;
    if (operation === undefined || !isCall(message)) return call();
    try {
      const handled = context.with(operation.context, call);
      if (message.id === undefined) guard(observer, () => connection.handled(operation, message));
      return handled;
    } catch (error) {
      guard(observer, () => connection.settle(operation, message.id, outcomeOfException(error)));
      throw error;
    }
  };
}

function begin(observer: Observer, connection: Connection, message: CallMessage): Operation | undefined {
  try {
    return connection.send(message);
  } catch (error) {
    reportSkipped(observer, error);
    return undefined;
  }
}

/** The message with the operation's context in it; as it is where that fails. */
function inject(observer: Observer, message: CallMessage, operation: Operation): CallMessage {
  try {
    return injectContext(message, message.params, operation.context);
  } catch (error) {
    reportSkipped(observer, error);
    return message;
  }
}

function receive(observer: Observer, connection: Connection, message: CallMessage, extra: unknown): Operation | undefined {
  try {
    return connection.receive(message, extra);
  } catch (error) {
    reportSkipped(observer, error);
    return undefined;
  }
}

function answer(observer: Observer, connection: Connection, answered: Direction, response: ResponseMessage): void {
  try {
    connection.answer(answered, response);
  } catch (error) {
    reportSkipped(observer, error);
  }
}
