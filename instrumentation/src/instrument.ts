import { trace } from '@opentelemetry/api';
import { attach } from './connection/attach.js';
import { watchHttpPeers } from './connection/http-peer.js';
import { createObserverFor, type McpInstrumentationConfig } from './instrumentation.js';
import { patchConnect } from './loading/patch-protocol.js';
import { guard } from './observer.js';
import { isObject } from './protocol-shapes.js';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.js';

/**
 * Observes one client or server, in any bundle, without hooks on module loading. Call it before `connect`; it returns its argument.
 * Spans go to the global tracer provider.
 */
export function instrument<T extends object>(clientOrServer: T, options: McpInstrumentationConfig = {}): T {
  const tracer = trace.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
  const observer = createObserverFor(options, () => tracer);
  watchHttpPeers();
  const inner = Reflect.get(clientOrServer, 'server');
  const protocol = isObject(inner) && typeof inner.connect === 'function' ? inner : clientOrServer;
  if (Reflect.get(protocol, 'transport') !== undefined) {
    observer.report('connected', 'instrument() came after connect() and sees nothing; call it before');
    return clientOrServer;
  }
  patchConnect(protocol, (target, transport) => guard(observer, () => attach(observer, target, transport)));
  return clientOrServer;
}
