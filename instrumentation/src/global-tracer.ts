import { type Tracer, type TracerProvider, trace } from '@opentelemetry/api';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.js';

let known: { provider: TracerProvider; tracer: Tracer } | undefined;

/**
 * Our tracer of the global provider, which hosts may set late. A process may have the API twice, from 1.10 on as ES module and as CommonJS:
 * they share the provider, but a tracer that was there before it learns of it from its own copy only.
 */
export function globalTracer(): Tracer {
  const provider = trace.getTracerProvider();
  if (known?.provider !== provider) known = { provider, tracer: provider.getTracer(PACKAGE_NAME, PACKAGE_VERSION) };
  return known.tracer;
}
