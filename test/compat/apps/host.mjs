import { register } from 'node:module';
import { McpInstrumentation } from '@callsight/instrumentation';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** A host with an OpenTelemetry set-up of its own. With HOST_INSTRUMENTS=no it leaves MCP to the register flag. */
const instruments = process.env.HOST_INSTRUMENTS !== 'no';
if (instruments) register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
const instrumentation = new McpInstrumentation({ enabled: instruments });
const sdk = new NodeSDK({ instrumentations: instruments ? [instrumentation] : [], metricReaders: [], logRecordProcessors: [] });
sdk.start();
process.once('beforeExit', () => {
  instrumentation.disable();
  void sdk.shutdown();
});
