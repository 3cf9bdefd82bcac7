import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { Report } from '../report.js';
import type { DurationStore } from './duration-store.js';
import type { OtlpEndpoint, Sent } from './otlp-sender.js';

export interface DurationExportOptions {
  store: DurationStore;
  endpoint: OtlpEndpoint;
  resource: Resource;
  intervalMs: number;
  report: Report;
}

/** Sends the histograms at intervals, unless nothing was recorded since. Nothing here keeps the process alive. */
export class DurationExport {
  readonly #options: DurationExportOptions;
  /** State of the store that the backend has. */
  #acceptedChanges = 0;
  #sending: Promise<void> | undefined;

  constructor(options: DurationExportOptions) {
    this.#options = options;
    setInterval(() => void this.flush(options.endpoint.timeoutMs), options.intervalMs).unref();
  }

  /** Whether there is something that the backend does not have. */
  get isPending(): boolean {
    return this.#options.store.changes > this.#acceptedChanges;
  }

  /** One request, for at most so long. Never rejects. */
  flush(withinMs: number): Promise<void> {
    if (!this.isPending) return this.#sending ?? Promise.resolve();
    this.#sending ??= this.#send(withinMs).finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** The request body of what is pending, which the caller now answers for. */
  drain(): Uint8Array | undefined {
    if (!this.isPending) return undefined;
    const { store, resource } = this.#options;
    this.#acceptedChanges = store.changes;
    const body = store.serialize(resource);
    store.accepted();
    return body;
  }

  async #send(withinMs: number): Promise<void> {
    const { store, endpoint, resource, report } = this.#options;
    const { changes } = store;
    const body = store.serialize(resource);
    const { result, detail }: Sent = await context.with(suppressTracing(context.active()), () => endpoint.send([body], withinMs));
    // What is refused once would be refused again; the next interval tells it with what came since.
    if (result !== 'retry') {
      this.#acceptedChanges = changes;
      store.accepted();
    }
    if (result === 'refused') report('metrics', `${endpoint.url} refuses metrics (${detail}); OTEL_METRICS_EXPORTER=none sends none`);
  }
}
