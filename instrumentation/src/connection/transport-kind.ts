import { isObject, textOf } from '../protocol-shapes.js';

export type TransportKind = 'stdio' | 'http' | 'sse' | 'websocket' | 'in_memory';

/** Recognised by their members, because bundlers rename classes; `undefined` for a transport of an unknown kind. */
export function transportKindOf(transport: object): TransportKind | undefined {
  if ('_stdin' in transport || '_serverParams' in transport) return 'stdio';
  if ('_otherTransport' in transport || '_messageQueue' in transport) return 'in_memory';
  if ('handlePostMessage' in transport || '_eventSourceInit' in transport) return 'sse';
  if ('handleRequest' in transport || 'terminateSession' in transport || '_classification' in transport) return 'http';
  const url = urlOf(transport);
  if (url?.protocol === 'ws:' || url?.protocol === 'wss:') return 'websocket';
  // The server's side is everybody's own: the SDK has none.
  if (Object.values(transport).some(isWebSocket)) return 'websocket';
  const inner = innerOf(transport);
  return inner === undefined ? undefined : transportKindOf(inner);
}

function isWebSocket(value: unknown): boolean {
  return (
    isObject(value) && typeof value.readyState === 'number' && typeof value.bufferedAmount === 'number' && typeof value.send === 'function'
  );
}

/** What a transport hands its messages on to: that of `serveStdio` in SDK v2, and those of frameworks. */
function innerOf(transport: object): object | undefined {
  const inner = Reflect.get(transport, '_wire') ?? Reflect.get(transport, 'transport');
  return isObject(inner) && typeof inner.send === 'function' && inner !== transport ? inner : undefined;
}

/** The protocol's session id, if the server gave one. The client's side of SSE knows it from its endpoint only. */
export function sessionIdOf(transport: object): string | undefined {
  const endpoint = Reflect.get(transport, '_endpoint');
  return (
    textOf(Reflect.get(transport, 'sessionId')) ?? (endpoint instanceof URL ? textOf(endpoint.searchParams.get('sessionId')) : undefined)
  );
}

/** The server's URL, on the client's side of an HTTP or WebSocket transport. */
export function urlOf(transport: object): URL | undefined {
  const url = Reflect.get(transport, '_url');
  return url instanceof URL ? url : undefined;
}

/** The stream that the server's side of stdio reads. */
export function inputOf(transport: object): NodeJS.EventEmitter | undefined {
  const input = Reflect.get(innerOf(transport) ?? transport, '_stdin');
  return isObject(input) && typeof input.once === 'function' ? (input as unknown as NodeJS.EventEmitter) : undefined;
}

/** Whether a peer of the server's side of streamable HTTP holds a stream open: the only sign of life between its requests. */
export function hasOpenStream(transport: object): boolean {
  const inner = Reflect.get(transport, '_webStandardTransport');
  const streams = Reflect.get(isObject(inner) ? inner : transport, '_streamMapping');
  return streams instanceof Map && streams.size > 0;
}
