import { type Attributes, context } from '@opentelemetry/api';
import type { Observer } from '../observer.js';
import { METHOD_CANCELLED, METHOD_INITIALIZE, METHOD_TOOL_LIST } from '../operation/methods.js';
import { OpenOperations } from '../operation/open-operations.js';
import { Operation } from '../operation/operation.js';
import {
  type Direction,
  OUTCOME_OK,
  type Outcome,
  outcomeOfCancellation,
  outcomeOfClosedConnection,
  outcomeOfResult,
  outcomeOfRpcError,
} from '../operation/outcome.js';
import { extractParentage, type Parentage } from '../operation/propagation.js';
import { toObserved } from '../operator-hooks.js';
import { share } from '../otlp/shared-attributes.js';
import {
  type CallMessage,
  isObject,
  isRequestId,
  type ProtocolLike,
  type RequestId,
  type ResponseMessage,
  type TransportLike,
} from '../protocol-shapes.js';
import { withIdentity } from '../session/identified.js';
import { type Presence, Session } from '../session/session.js';
import type { EndReason } from '../sweeper.js';
import { type Caller, callerOf, NO_CALLER } from './caller.js';
import { ConnectionIdentity, describeIdentity } from './connection-identity.js';
import { outcomeOfFailure } from './failure.js';
import { currentHttpPeer } from './http-peer.js';
import { describeNetwork, type Role } from './network.js';
import { Parties } from './parties.js';
import { linkToLeg, rememberLeg } from './round-trips.js';
import { hasOpenStream, type TransportKind, transportKindOf } from './transport-kind.js';

/** A client asks so which protocol a server speaks, often in a process of its own: it is no session yet. */
const METHOD_DISCOVER = 'server/discover';

const NO_SESSION = describeIdentity({ basis: 'none' });

/** One transport of one client or server: its open operations and the session they belong to. */
export class Connection {
  readonly #observer: Observer;
  readonly #role: Role;
  readonly #transport: TransportLike;
  readonly #parties: Parties;
  readonly #identity: ConnectionIdentity;
  readonly #open: Record<Direction, OpenOperations> = { inbound: new OpenOperations(), outbound: new OpenOperations() };
  #kind: TransportKind | undefined;
  #described: Attributes | undefined;
  #session: Session | undefined;
  #initializeFailed = false;
  #identityIsSettled = false;
  #inputEnded = false;

  constructor(observer: Observer, protocol: ProtocolLike, transport: TransportLike) {
    this.#observer = observer;
    this.#transport = transport;
    this.#parties = new Parties(protocol);
    this.#kind = transportKindOf(transport);
    this.#role = 'callTool' in protocol || '_clientInfo' in protocol ? 'client' : 'server';
    this.#identity = new ConnectionIdentity(transport, this.#role);
  }

  /** The attributes that every span of this connection carries; bound, because operations and the session keep it. */
  readonly #describe = (): Attributes => {
    if (this.#identity.refresh()) this.#described = undefined;
    if (this.#described === undefined) {
      const identity = this.#identity.ofConnection(this.#kind);
      const session = identity === undefined ? {} : describeIdentity(identity);
      this.#described = share({ ...this.#describePeers(), ...session });
    }
    return this.#described;
  };

  /** The same, of a connection that is no session. */
  readonly #describePeers = (): Attributes => ({
    ...describeNetwork(this.#transport, this.#kind, this.#role),
    ...this.#parties.describe(),
  });

  /** Whether what is sent runs into HTTP instrumentation that should hang under our span. */
  get sendsOverHttp(): boolean {
    return this.#role === 'client' && (this.#kind === 'http' || this.#kind === 'sse');
  }

  /** Requests of both sides carry their context; notifications only those of clients, whose readers ignore what they do not know. */
  mayInject(message: CallMessage): boolean {
    return message.id !== undefined || this.#role === 'client';
  }

  /** A message came in; `extra` is what the transport says of its caller. */
  receive(message: CallMessage, extra: unknown): Operation | undefined {
    this.#kind ??= isObject(extra) && (isObject(extra.requestInfo) || isObject(extra.request)) ? 'http' : undefined;
    const overHttp = this.#role === 'server' && (this.#kind === 'http' || this.#kind === 'sse');
    // Elsewhere the ambient context is a stale one: that of whoever connected or last wrote to the pipe.
    const parentage = extractParentage(message.params, overHttp ? context.active() : undefined);
    const { config, hooks } = this.#observer;
    let caller = this.#role === 'server' && (overHttp || extra !== undefined) ? callerOf(extra, config, overHttp) : NO_CALLER;
    if (hooks.identify !== undefined) caller = withIdentity(caller, hooks.identify(toObserved('server', message, extra)), config);
    return this.#begin('inbound', message, parentage, caller, extra);
  }

  send(message: CallMessage): Operation | undefined {
    return this.#begin('outbound', message, { context: context.active(), links: [] }, NO_CALLER, undefined);
  }

  /** `answered` is the direction of the operation that the response ends. */
  answer(answered: Direction, response: ResponseMessage): void {
    const operation = this.#open[answered].get(response.id);
    if (operation === undefined) return;
    const { result, error } = response;
    const outcome = error === undefined ? outcomeOfResult(result, this.#observer.config.capture) : outcomeOfRpcError(error, answered);
    if (operation.method === METHOD_INITIALIZE) {
      this.#initializeFailed = error !== undefined;
      this.#parties.learnFromInitializeResult(result);
      this.#initialized();
    }
    if (this.#parties.learnFromMeta(result)) this.#described = undefined;
    rememberLeg(answered, result, operation.context);
    if (error === undefined) this.#confirmNames(operation, result, outcome);
    this.#finish(response.id, operation, outcome, result);
  }

  /** The operation ended without an answer: a notification that was handled, or something that could not be sent. */
  settle(operation: Operation, id: RequestId | undefined, outcome: Outcome): void {
    if (operation.method === METHOD_INITIALIZE) {
      this.#initializeFailed = true;
      this.#initialized();
    }
    if (id === undefined) operation.end(outcome);
    else this.#finish(id, operation, outcome);
  }

  /** A request failed without an answer, as its caller tells. */
  fail(operation: Operation, id: RequestId, error: unknown): void {
    if (this.#open.outbound.get(id) === operation) this.settle(operation, id, outcomeOfFailure(error));
  }

  /** The SDK took the notification. */
  handled(operation: Operation, message: CallMessage): void {
    this.cancel('inbound', message);
    operation.end(OUTCOME_OK);
  }

  /** A cancellation ends the operation that it names: the SDK answers it no more. */
  cancel(direction: Direction, message: CallMessage): void {
    if (message.method !== METHOD_CANCELLED) return;
    const id = message.params?.requestId;
    const operation = isRequestId(id) ? this.#open[direction].get(id) : undefined;
    if (operation !== undefined && isRequestId(id)) this.#finish(id, operation, outcomeOfCancellation(message.params?.reason));
  }

  close(): void {
    this.#endOperations();
    this.#session?.end(this.#endReason());
  }

  /** Standard input is at its end. Requests that are still being worked on may yet be answered. */
  endInput(): void {
    this.#inputEnded = true;
    this.#endIfDrained();
  }

  /** `undefined` for a message that the operator ignores. */
  #begin(direction: Direction, message: CallMessage, parentage: Parentage, caller: Caller, extra: unknown): Operation | undefined {
    const { method, params } = message;
    const isProbe = method === METHOD_DISCOVER && this.#session === undefined;
    if (method === METHOD_INITIALIZE) {
      this.#parties.learnFromInitialize(params);
      this.#described = undefined;
    } else if (!this.#identityIsSettled && !isProbe) this.#initialized();
    if (this.#identity.refresh() || this.#parties.learnFromMeta(params)) this.#described = undefined;
    let { attributes } = caller;
    let describeSession = this.#describe;
    if (!this.#identity.isDurable(this.#kind)) {
      attributes = { ...attributes, ...this.#identity.ofMessage(message, parentage, caller, this.#observer.config) };
    } else if (isProbe) {
      attributes = { ...attributes, ...NO_SESSION };
      describeSession = this.#describePeers;
    } else if (this.#session === undefined || this.#session.isEnded) this.#session = this.#startSession();
    const { ignore } = this.#observer.hooks;
    if (ignore?.(toObserved(direction === 'inbound' ? 'server' : 'client', message, extra))) return undefined;
    const leg = linkToLeg(direction, params);
    if (leg !== undefined) parentage = { ...parentage, links: [...parentage.links, leg] };
    const operation = new Operation({ observer: this.#observer, direction, message, parentage, caller: attributes, describeSession });
    this.#session?.touch(this.#describe(), operation.startedAt);
    if (message.id !== undefined) {
      const open = this.#open[direction];
      // A peer that reuses an id gives up the earlier request.
      open.get(message.id)?.end(outcomeOfCancellation(undefined));
      open.set(message.id, operation);
    }
    return operation;
  }

  #finish(id: RequestId, operation: Operation, outcome: Outcome, result?: unknown): void {
    const open = this.#open[operation.direction];
    if (open.get(id) === operation) open.delete(id);
    operation.end(outcome, result);
    this.#session?.touch(this.#describe(), operation.endedAt);
    this.#endIfDrained();
  }

  #initialized(): void {
    this.#identityIsSettled = true;
    this.#identity.initialized();
    this.#described = undefined;
  }

  #startSession(): Session {
    const isSilent = this.#role === 'server' && this.#kind === 'http';
    return new Session({ observer: this.#observer, role: this.#role, presence: presenceOn(this.#transport, isSilent) });
  }

  #confirmNames(operation: Operation, result: unknown, outcome: Outcome): void {
    const { targets } = this.#observer;
    const name = operation.target.tool ?? operation.target.prompt;
    if (name !== undefined && outcome.embeddedCode === undefined) targets.confirm(name);
    if (operation.method !== METHOD_TOOL_LIST || !isObject(result) || !Array.isArray(result.tools)) return;
    for (const tool of result.tools) if (isObject(tool) && typeof tool.name === 'string') targets.confirm(tool.name);
  }

  #endOperations(): void {
    for (const direction of ['inbound', 'outbound'] as const) {
      for (const [id, operation] of this.#open[direction].entries()) this.settle(operation, id, outcomeOfClosedConnection(direction));
    }
  }

  #endIfDrained(): void {
    if (this.#inputEnded && this.#open.inbound.size === 0) this.#session?.end('closed');
  }

  #endReason(): EndReason {
    if (this.#initializeFailed) return 'error';
    const terminated = this.#role === 'client' ? this.#identity.isTerminated() : currentHttpPeer()?.method === 'DELETE';
    return terminated ? 'terminated' : 'closed';
  }
}

/** A silent transport tells nothing of its peer but by messages and open streams. */
function presenceOn(transport: TransportLike, isSilent: boolean): () => Presence {
  const reference = new WeakRef(transport);
  return () => {
    const used = reference.deref();
    if (used === undefined) return 'gone';
    return !isSilent || hasOpenStream(used) ? 'there' : 'unknown';
  };
}
