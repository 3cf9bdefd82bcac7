import { randomUUID } from 'node:crypto';
import { type Attributes, propagation } from '@opentelemetry/api';
import type { Config } from '../config.js';
import type { Parentage } from '../operation/propagation.js';
import { type CallMessage, type TransportLike, textOf } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';
import { identify, type SessionIdentity } from '../session/identity.js';
import type { Caller } from './caller.js';
import type { Role } from './network.js';
import { softwareIn } from './parties.js';
import { sessionIdOf, type TransportKind } from './transport-kind.js';

/** Which session the messages of one connection belong to. */
export class ConnectionIdentity {
  readonly #transport: TransportLike;
  readonly #role: Role;
  #protocolId: string | undefined;
  #mintedId: string | undefined;
  #initialized = false;
  #isSettled = false;

  constructor(transport: TransportLike, role: Role) {
    this.#transport = transport;
    this.#role = role;
  }

  /** The initialize exchange is over or was left out: an id that is not known by now will not come. */
  initialized(): void {
    this.#initialized = true;
    this.#isSettled = false;
  }

  /** Takes over the transport's session id; true if it is a new one. */
  refresh(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = this.#initialized;
    const id = sessionIdOf(this.#transport);
    if (id === undefined || id === this.#protocolId) return false;
    this.#protocolId = id;
    return true;
  }

  /** The server told that it forgot the session, which the transport then does as well. */
  isTerminated(): boolean {
    return this.#protocolId !== undefined && sessionIdOf(this.#transport) === undefined;
  }

  /** Whether all messages of the connection are one session. Not so on a server over HTTP without session ids. */
  isDurable(kind: TransportKind | undefined): boolean {
    return this.#role === 'client' || kind !== 'http' || this.#protocolId !== undefined;
  }

  /** The identity that all messages share, once it is known. */
  ofConnection(kind: TransportKind | undefined): SessionIdentity | undefined {
    if (this.#protocolId !== undefined) return { basis: 'protocol', key: this.#protocolId };
    if (kind === 'http' && !(this.#role === 'client' && this.#initialized)) return undefined;
    this.#mintedId ??= randomUUID();
    return { basis: 'connection', key: this.#mintedId };
  }

  /** The attributes of a single message that belongs to no connection. */
  ofMessage(message: CallMessage, parentage: Parentage, caller: Caller, config: Config): Attributes {
    const baggage = propagation.getBaggage(parentage.context);
    const named = textOf(caller.header('mcp-session-id'));
    const evidence = {
      baggage: (baggage?.getEntry('session.id') ?? baggage?.getEntry('gen_ai.conversation.id'))?.value,
      header: caller.session ?? (config.sessionHeader === undefined ? undefined : caller.header(config.sessionHeader)),
      authClient: caller.authClient,
      authSubject: caller.authSubject,
      software: softwareIn(message.params) ?? caller.header('user-agent'),
      address: caller.address,
      traceId: parentage.callerTraceId,
    };
    const attributes = describeIdentity(named === undefined ? identify(evidence, config.hashSalt) : { basis: 'protocol', key: named });
    const version = textOf(caller.header('mcp-protocol-version'));
    if (version !== undefined) attributes[ATTR.MCP_PROTOCOL_VERSION] = version;
    return attributes;
  }
}

export function describeIdentity({ basis, key }: SessionIdentity): Attributes {
  const attributes: Attributes = { [ATTR.SESSION_BASIS]: basis };
  if (key !== undefined) attributes[ATTR.SESSION_KEY] = key;
  if (basis === 'protocol' && key !== undefined) attributes[ATTR.MCP_SESSION_ID] = key;
  return attributes;
}
