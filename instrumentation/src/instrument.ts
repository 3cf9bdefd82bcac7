import { isDeepStrictEqual } from 'node:util';
import type { TracerProvider } from '@opentelemetry/api';
import { attach } from './connection/attach.js';
import { observeExchange } from './connection/exchange.js';
import { watchHttpPeers } from './connection/http-peer.js';
import { interceptNextAssignment } from './connection/intercept-assignment.js';
import { globalTracer } from './global-tracer.js';
import { createObserverFor, type McpInstrumentationConfig } from './instrumentation.js';
import { isHandler, patchHandler } from './loading/patch-handler.js';
import { patchConnect } from './loading/patch-protocol.js';
import { guard, type Observer } from './observer.js';
import { isObject } from './protocol-shapes.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.js';

/**
 * Observes one client or server, in any bundle, without hooks on module loading. Call it before `connect`; it returns its argument.
 * Of SDK v2 it also takes what `createMcpHandler` returns, for the exchanges that reach none of its servers. Spans go to the tracer
 * provider that is given, by default the global one.
 */
export function instrument<T extends object>(
  clientOrServer: T,
  { tracerProvider, ...options }: McpInstrumentationConfig & { tracerProvider?: TracerProvider | undefined } = {},
): T {
  const observer = observerOf(options, tracerProvider);
  watchHttpPeers();
  if (isHandler(clientOrServer)) {
    patchHandler(clientOrServer, (...exchange) => observeExchange(observer, ...exchange));
    return clientOrServer;
  }
  const inner = Reflect.get(clientOrServer, 'server');
  const protocol = isObject(inner) && typeof inner.connect === 'function' ? inner : clientOrServer;
  if (Reflect.get(protocol, 'transport') !== undefined) {
    observer.report('connected', 'instrument() came after connect() and sees nothing; call it before');
    return clientOrServer;
  }
  patchConnect(protocol, (target, transport) => {
    const observe = () => guard(observer, () => attach(observer, target, transport));
    observe();
    // A client of SDK v2 negotiates first; it takes the transport for good where no patch of one object reaches.
    interceptNextAssignment(target, '_transport', (assigned) => {
      if (assigned === transport) observe();
      return assigned;
    });
  });
  return clientOrServer;
}

interface Known {
  options: McpInstrumentationConfig;
  tracers: TracerProvider | undefined;
  observer: Observer;
}

/** Servers over HTTP without sessions observe one for each request, mostly with the same options. */
const known: Known[] = [];
const MOST_KNOWN = 20;

function observerOf(options: McpInstrumentationConfig, tracers: TracerProvider | undefined): Observer {
  const found = known.find((other) => other.tracers === tracers && isDeepStrictEqual(other.options, options));
  if (found !== undefined) return found.observer;
  const given = tracers?.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
  const observer = createObserverFor(options, given === undefined ? globalTracer : () => given);
  if (known.length >= MOST_KNOWN) known.shift();
  known.push({ options: { ...options }, tracers, observer });
  return observer;
}
