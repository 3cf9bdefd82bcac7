import { isMainThread, parentPort } from 'node:worker_threads';
import { context, metrics, ProxyTracerProvider, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import { AlwaysOnSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { METRIC_VARIABLES, QUEUE_VARIABLES, readVariables, VARIABLES } from '../config.js';
import { attach } from '../connection/attach.js';
import { observeExchange } from '../connection/exchange.js';
import { watchHttpPeers } from '../connection/http-peer.js';
import { textMemory } from '../content/shared-text-memory.js';
import type { OnFetch } from '../loading/patch-handler.js';
import { ProtocolHooks } from '../loading/protocol-hooks.js';
import { registerInjection } from '../loading/register-injection.js';
import { registerLoader } from '../loading/register-loader.js';
import { createObserver, guard, type Observer } from '../observer.js';
import { TraceContextPropagator } from '../operation/trace-context-propagator.js';
import { createRecordingTracer } from '../otlp/recording-tracer.js';
import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { type Report, reportToStderr } from '../report.js';
import { DurationExport } from './duration-export.js';
import { DurationStore } from './duration-store.js';
import { createOtlpEndpoint } from './otlp-sender.js';
import { watchProcessEnd } from './process-end.js';
import { createResource } from './resource.js';
import { SpanQueue } from './span-queue.js';

/** Shared by all copies of this package in a process, so that it starts once. */
const STARTED = Symbol.for('callsight.started');

/** Puts the hooks in place. OpenTelemetry itself is set up with the first connection: most processes never have one. */
export function startZeroCode(env: NodeJS.ProcessEnv): void {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || STARTED in globalThis || isLoaderThread()) return;
  Object.defineProperty(globalThis, STARTED, { value: true });
  try {
    const instrumentation = new ZeroCodeInstrumentation(env, reportToStderr);
    registerLoader();
    registerInjection((protocol, transport) => instrumentation.onConnect(protocol, transport));
  } catch (error) {
    reportToStderr('start', `instrumentation is off, because it could not start: ${error}`);
  }
}

/** Node.js runs what --require names once more on the thread of its module loader, which has no port to a parent. */
function isLoaderThread(): boolean {
  return !isMainThread && parentPort === null;
}

class ZeroCodeInstrumentation extends ProtocolHooks<object> {
  readonly #observer: Observer;
  readonly #env: NodeJS.ProcessEnv;
  #isSetUp = false;

  constructor(env: NodeJS.ProcessEnv, report: Report) {
    super({});
    this.#env = env;
    const config = readVariables(VARIABLES, env, report);
    this.#observer = createObserver({ config, report, tracer: () => this.tracer });
    watchHttpPeers();
    this.enable();
  }

  override onConnect(protocol: ProtocolLike, transport: TransportLike): void {
    this.#setUp();
    guard(this.#observer, () => attach(this.#observer, protocol, transport));
  }

  protected override onExchange(...exchange: Parameters<OnFetch>): ReturnType<OnFetch> {
    this.#setUp();
    return observeExchange(this.#observer, ...exchange);
  }

  #setUp(): void {
    if (this.#isSetUp) return;
    this.#isSetUp = true;
    guard(this.#observer, () => setUpOpenTelemetry(this.#observer, this.#env));
  }
}

/** Unless the host did: by its first connection it had the time to. */
function setUpOpenTelemetry(observer: Observer, env: NodeJS.ProcessEnv): void {
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

function isProviderRegistered(): boolean {
  const provider = trace.getTracerProvider();
  if (!(provider instanceof ProxyTracerProvider)) return true;
  return provider.getDelegate().constructor.name !== 'NoopTracerProvider';
}
