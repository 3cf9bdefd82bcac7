import type { Attributes } from '@opentelemetry/api';
import type { Config } from '../config.js';
import { share } from '../otlp/shared-attributes.js';
import { isObject, type Properties, textOf } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';
import { toUser } from '../session/identified.js';
import { currentHttpPeer } from './http-peer.js';

/** What the transport tells of the caller of one message. Credentials are never read. */
export interface Caller {
  header: (name: string) => string | undefined;
  authClient: string | undefined;
  authSubject: string | undefined;
  address: string | undefined;
  attributes: Attributes;
  /** The operator's own name for the session. */
  session?: string | undefined;
}

/** Of a message that comes with nothing, as on stdio. */
export const NO_CALLER: Caller = {
  header: () => undefined,
  authClient: undefined,
  authSubject: undefined,
  address: undefined,
  attributes: share({}),
};

/** `extra` is the second argument of the transport's `onmessage`. */
export function callerOf(extra: unknown, config: Config, overHttp: boolean): Caller {
  const given = isObject(extra) ? extra : {};
  if (!overHttp && given.requestInfo === undefined && given.request === undefined && given.authInfo === undefined) return NO_CALLER;
  const header = headerReader(given);
  const auth = isObject(given.authInfo) ? given.authInfo : {};
  const authClient = textOf(auth.clientId);
  const authSubject = isObject(auth.extra) ? (textOf(auth.extra.sub) ?? textOf(auth.extra.subject)) : undefined;
  const attributes: Attributes = {};
  const userAgent = textOf(header('user-agent'));
  if (userAgent !== undefined) attributes[ATTR.USER_AGENT_ORIGINAL] = userAgent;
  const user = authSubject ?? authClient;
  if (user !== undefined && config.user !== 'off') {
    attributes[ATTR.USER] = toUser(user, config);
  }
  const peer = overHttp ? currentHttpPeer() : undefined;
  const address = peer?.socket.remoteAddress?.replace(/^::ffff:/, '');
  if (peer !== undefined && address !== undefined) {
    attributes[ATTR.CLIENT_ADDRESS] = address;
    if (peer.socket.remotePort !== undefined) attributes[ATTR.CLIENT_PORT] = peer.socket.remotePort;
    attributes[ATTR.NETWORK_PROTOCOL_VERSION] = peer.httpVersion;
  }
  return { header, authClient, authSubject, address, attributes };
}

/** Headers are a plain object in SDK v1 and a web `Headers` in v2; before 1.11 there are none. */
function headerReader(extra: Properties): (name: string) => string | undefined {
  const info = isObject(extra.requestInfo) ? extra.requestInfo : extra.request;
  const headers = isObject(info) ? info.headers : undefined;
  if (headers instanceof Headers) return (name) => headers.get(name) ?? undefined;
  if (!isObject(headers)) return () => undefined;
  return (name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : Array.isArray(value) ? textOf(value[0]) : undefined;
  };
}
