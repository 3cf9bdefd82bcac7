import type { Attributes } from '@opentelemetry/api';
import { ATTR } from '../semconv.js';
import { type TransportKind, urlOf } from './transport-kind.js';

/** Which side of the connection this process is. */
export type Role = 'client' | 'server';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** The connection's `callsight.transport`, `network.*` and, on the client's side, `server.*` attributes. */
export function describeNetwork(transport: object, kind: TransportKind | undefined, role: Role): Attributes {
  const attributes: Attributes = {};
  if (kind === undefined) return attributes;
  attributes[ATTR.TRANSPORT] = kind;
  if (kind === 'in_memory') return attributes;
  attributes[ATTR.NETWORK_TRANSPORT] = kind === 'stdio' ? 'pipe' : 'tcp';
  if (kind !== 'stdio') attributes[ATTR.NETWORK_PROTOCOL_NAME] = kind === 'websocket' ? 'websocket' : 'http';
  const url = role === 'client' ? urlOf(transport) : undefined;
  if (url !== undefined) {
    attributes[ATTR.SERVER_ADDRESS] = url.hostname;
    const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
    if (port !== undefined) attributes[ATTR.SERVER_PORT] = port;
  }
  return attributes;
}
