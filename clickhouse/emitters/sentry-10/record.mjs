// Sentry 10 is built on the OpenTelemetry SDK: a span processor sends its spans anywhere.
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { tracing } from '@opentelemetry/sdk-node';
import * as Sentry from '@sentry/node';

const processor = new tracing.BatchSpanProcessor(new OTLPTraceExporter());
Sentry.init({
  dsn: 'http://key@127.0.0.1:9/1',
  tracesSampleRate: 1,
  sendDefaultPii: true,
  openTelemetrySpanProcessors: [processor],
});
const { converse } = await import('../conversation.mjs');
await converse({ wrapServer: (server) => Sentry.wrapMcpServerWithSentry(server) });
await processor.forceFlush();
process.exit(0);
