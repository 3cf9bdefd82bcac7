import { context, metrics, ProxyTracerProvider, propagation, type TracerProvider as Tracers, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import { AlwaysOnSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { METRIC_VARIABLES, QUEUE_VARIABLES, readVariables, VARIABLES } from '../config.js';
import { attach } from '../connection/attach.js';
import { observeExchange } from '../connection/exchange.js';
import { textMemory } from '../content/shared-text-memory.js';
import { globalTracer } from '../global-tracer.js';
import type { OnFetch } from '../loading/patch-handler.js';
import type { OnConnect } from '../loading/patch-protocol.js';
import { createObserver, guard, type Observer } from '../observer.js';
import { TraceContextPropagator } from '../operation/trace-context-propagator.js';
import { createRecordingTracer } from '../otlp/recording-tracer.js';
import type { Report } from '../report.js';
import { DurationExport } from './duration-export.js';
import { DurationStore } from './duration-store.js';
import { createOtlpEndpoint } from './otlp-sender.js';
import { watchProcessEnd } from './process-end.js';
import { createResource } from './resource.js';
import { SpanQueue } from './span-queue.js';

/** What the hooks of a process tell of its connections and exchanges. */
export interface Observation {
  onConnect: OnConnect;
  onExchange: OnFetch;
}

/**
 * OpenTelemetry itself is set up with the first connection, unless the host did. `others` is what waits for a provider in another copy of its
 * API.
 */
export function startObservation(env: NodeJS.ProcessEnv, report: Report, others: Tracers | undefined): Observation {
  const config = readVariables(VARIABLES, env, report);
  const observer = createObserver({ config, report, tracer: globalTracer });
  let isSetUp = false;
  const setUp = () => {
    if (isSetUp) return;
    isSetUp = true;
    guard(observer, () => setUpOpenTelemetry(observer, env, others));
  };
  return {
    onConnect(protocol, transport) {
      setUp();
      guard(observer, () => attach(observer, protocol, transport));
    },
    onExchange(...exchange) {
      setUp();
      return observeExchange(observer, ...exchange);
    },
  };
}

/** By its first connection, the host had the time to do so itself. */
function setUpOpenTelemetry(observer: Observer, env: NodeJS.ProcessEnv, others: Tracers | undefined): void {
  if (isProviderRegistered()) return;
  const resource = createResource(process.argv[1]);
  const { config, report } = observer;
  const memory = config.capture === 'off' ? undefined : textMemory(config.contentLimit);
  const queue = new SpanQueue(createOtlpEndpoint(env, 'traces'), resource, readVariables(QUEUE_VARIABLES, env, report), report, memory);
  const tracer = createRecordingTracer(queue);
  observer.tracer = () => tracer;
  const provider = new TracerProvider({
    resource,
    // Callers that sample their own traces must not thin out the counts.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [queue],
  });
  trace.setGlobalTracerProvider(provider);
  if (isWaiting(others)) others.setDelegate(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new CompositePropagator({ propagators: [new TraceContextPropagator(), new W3CBaggagePropagator()] }));
  watchProcessEnd(observer, queue, setUpDurations(observer, env, resource));
}

/** Unless the host has a meter provider. The global one stays free, so that it may have one later. */
function setUpDurations(observer: Observer, env: NodeJS.ProcessEnv, resource: Resource): DurationExport | undefined {
  const { report } = observer;
  const { exporter, intervalMs, temporality } = readVariables(METRIC_VARIABLES, env, report);
  if (exporter === 'none' || metrics.getMeterProvider().constructor.name !== 'NoopMeterProvider') return undefined;
  const store = new DurationStore(temporality);
  observer.durations = store;
  return new DurationExport({ store, endpoint: createOtlpEndpoint(env, 'metrics'), resource, intervalMs, report });
}

/** By its methods: its class is the other copy's. */
function isWaiting(others: Tracers | undefined): others is ProxyTracerProvider {
  return others !== undefined && 'setDelegate' in others;
}

function isProviderRegistered(): boolean {
  const provider = trace.getTracerProvider();
  if (!(provider instanceof ProxyTracerProvider)) return true;
  return provider.getDelegate().constructor.name !== 'NoopTracerProvider';
}
