import { diag, type MeterProvider, metrics, type Tracer, type TracerProvider } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import { type Config, readVariables, VARIABLES } from './config.js';
import { attach } from './connection/attach.js';
import { observeExchange } from './connection/exchange.js';
import { watchHttpPeers } from './connection/http-peer.js';
import { globalTracer } from './global-tracer.js';
import type { OnFetch } from './loading/patch-handler.js';
import { ProtocolHooks } from './loading/protocol-hooks.js';
import { createObserver, guard, type Observer } from './observer.js';
import type { OperatorHooks } from './operator-hooks.js';
import type { ProtocolLike, TransportLike } from './protocol-shapes.js';
import { createReport } from './report.js';

/** Each option stands before its environment variable; what is left out comes from there. */
export interface McpInstrumentationConfig extends InstrumentationConfig, Partial<Config>, OperatorHooks {}

/** Observes every MCP client and server of the process, for hosts that set up OpenTelemetry themselves. */
export class McpInstrumentation extends ProtocolHooks<McpInstrumentationConfig> {
  readonly #observer: Observer;
  #hasTracerProvider = false;
  #meterProvider: MeterProvider | undefined;

  constructor(config: McpInstrumentationConfig = {}) {
    super(config);
    this.setConfig(config);
    this.#observer = createObserverFor(
      config,
      () => (this.#hasTracerProvider ? this.tracer : globalTracer()),
      () => this.#meterProvider ?? metrics.getMeterProvider(),
    );
    watchHttpPeers();
    if (config.enabled !== false) this.enable();
  }

  override setTracerProvider(provider: TracerProvider): void {
    super.setTracerProvider(provider);
    this.#hasTracerProvider = true;
  }

  /** `registerInstrumentations` also passes the global one on, which may not be set yet and is looked up later anyway. */
  override setMeterProvider(provider: MeterProvider): void {
    super.setMeterProvider(provider);
    this.#meterProvider = provider === metrics.getMeterProvider() ? undefined : provider;
  }

  /** Observes no further connections and ends the open sessions; call it before the SDK's shutdown. */
  override disable(): void {
    super.disable();
    this.#observer.sweeper.endSessions('shutdown');
  }

  protected override onConnect(protocol: ProtocolLike, transport: TransportLike): void {
    guard(this.#observer, () => attach(this.#observer, protocol, transport));
  }

  protected override onExchange(...exchange: Parameters<OnFetch>): ReturnType<OnFetch> {
    return observeExchange(this.#observer, ...exchange);
  }
}

/** Options before environment; problems go to OpenTelemetry's diagnostic logger. */
export function createObserverFor(
  { redact, identify, ignore, enabled: _, ...given }: McpInstrumentationConfig,
  tracer: () => Tracer,
  meterProvider?: () => MeterProvider,
): Observer {
  const report = createReport((line) => diag.warn(line));
  const config = { ...readVariables(VARIABLES, process.env, report), ...given };
  const hooks = { ...(redact && { redact }), ...(identify && { identify }), ...(ignore && { ignore }) };
  return createObserver({ config, report, tracer, hooks, ...(meterProvider && { meterProvider }) });
}
