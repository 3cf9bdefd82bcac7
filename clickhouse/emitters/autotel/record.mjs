// Both sides, with content, and payload sizes.
import { init, shutdown } from 'autotel';
import { instrumentMcpClient } from 'autotel-mcp-instrumentation/client';
import { instrumentMcpServer } from 'autotel-mcp-instrumentation/server';

init({ service: 'notes', version: '2.1.0', endpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT });
const { converse } = await import('../conversation.mjs');
const options = { networkTransport: 'tcp', captureToolArgs: true, captureToolResults: true, recordPayloadSize: true };
await converse({
  wrapServer: (server) => instrumentMcpServer(server, options),
  wrapClient: (client) => instrumentMcpClient(client, options),
});
await shutdown();
process.exit(0);
