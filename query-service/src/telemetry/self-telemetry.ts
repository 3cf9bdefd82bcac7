import type { TracerProvider as Traces } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { version } from '../version.js';

/** Spans of this process’s own MCP endpoint, on their way to where all others go. */
export interface SelfTelemetry {
  tracerProvider: Traces;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** `otlpEndpoint` is a base URL, to which `/v1/traces` is added; the service is called `callsight`. */
export function createSelfTelemetry(otlpEndpoint: string, token: string | undefined): SelfTelemetry {
  const exporter = new OTLPTraceExporter({
    url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    timeoutMillis: 2_000,
  });
  const tracerProvider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'callsight', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  return { tracerProvider, close: () => tracerProvider.shutdown() };
}
