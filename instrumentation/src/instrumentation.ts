import { diag, type Tracer } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import { type Config, readVariables, VARIABLES } from './config.js';
import { attach } from './connection/attach.js';
import { watchHttpPeers } from './connection/http-peer.js';
import type { RedactText } from './content/redact.js';
import { ProtocolHooks } from './loading/protocol-hooks.js';
import { createObserver, guard, type Observer } from './observer.js';
import type { ProtocolLike, TransportLike } from './protocol-shapes.js';
import { createReport } from './report.js';

/** Each option stands before its environment variable; what is left out comes from there. */
export interface McpInstrumentationConfig extends InstrumentationConfig, Partial<Config> {
  /** The operator's own rule for captured text; it sees each string after the built-in rules. */
  redact?: RedactText;
}

/** Observes every MCP client and server of the process, for hosts that set up OpenTelemetry themselves. */
export class McpInstrumentation extends ProtocolHooks<McpInstrumentationConfig> {
  readonly #observer: Observer;

  constructor(config: McpInstrumentationConfig = {}) {
    super(config);
    this.setConfig(config);
    this.#observer = createObserverFor(config, () => this.tracer);
    watchHttpPeers();
    if (config.enabled !== false) this.enable();
  }

  /** Observes no further connections and ends the open sessions; call it before the SDK's shutdown. */
  override disable(): void {
    super.disable();
    this.#observer.sweeper.endSessions('shutdown');
  }

  protected override onConnect(protocol: ProtocolLike, transport: TransportLike): void {
    guard(this.#observer, () => attach(this.#observer, protocol, transport));
  }
}

/** Options before environment; problems go to OpenTelemetry's diagnostic logger. */
export function createObserverFor({ redact, enabled: _, ...given }: McpInstrumentationConfig, tracer: () => Tracer): Observer {
  const report = createReport((line) => diag.warn(line));
  return createObserver({ config: { ...readVariables(VARIABLES, process.env, report), ...given }, report, tracer, redact });
}
