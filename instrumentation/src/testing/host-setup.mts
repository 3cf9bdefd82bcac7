import { register } from 'node:module';
import { trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { McpInstrumentation } from '../index.js';
import { createOtlpEndpoint } from '../zero-code/otlp-sender.js';

/** A host with an OpenTelemetry set-up of its own. With HOST_INSTRUMENTS=no it leaves MCP to the register flag. */
const { send } = createOtlpEndpoint(process.env, 'traces');
const pending: Promise<unknown>[] = [];
const exporter: ConstructorParameters<typeof SimpleSpanProcessor>[0]['exporter'] = {
  export: (spans, done) => {
    pending.push(send([ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array()], 5_000).then(() => done({ code: 0 })));
  },
  shutdown: async () => undefined,
};
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
if (process.env.HOST_INSTRUMENTS !== 'no') {
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
  registerInstrumentations({ instrumentations: [new McpInstrumentation()] });
}
process.once('beforeExit', async () => {
  const hold = setInterval(() => undefined, 1_000);
  await Promise.all(pending);
  clearInterval(hold);
});
