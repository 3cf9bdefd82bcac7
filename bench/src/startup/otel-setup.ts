import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** OpenTelemetry as its documentation sets it up by hand, with hooks on module loading and no instrumentation. */
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] }).register();
registerInstrumentations({ instrumentations: [] });
