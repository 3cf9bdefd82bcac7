// The hooks on require and import do not fire on the SDK's modules; its own `manuallyInstrument` does.
import { NodeSDK } from '@opentelemetry/sdk-node';
import { McpInstrumentation } from '@traceloop/instrumentation-mcp';

const instrumentation = new McpInstrumentation();
const sdk = new NodeSDK({ serviceName: 'notes-agent', instrumentations: [instrumentation] });
sdk.start();
const { converse, Client } = await import('../conversation.mjs');
const { Server } = await import('@modelcontextprotocol/sdk/server/index.js');
instrumentation.manuallyInstrument({ Client, Server });
await converse();
await sdk.shutdown();
process.exit(0);
