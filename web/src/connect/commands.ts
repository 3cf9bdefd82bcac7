import type { Connect } from '@callsight/query-service/contract';

const defaultEndpoint = 'http://127.0.0.1:4318';

export interface ConnectCommands {
  readonly install: string;
  readonly run: string;
  /** One real session with a public example server, without any client: the messages come through the pipe. */
  readonly tryIt: string;
}

/** Shell commands that bring a Node MCP server to this Callsight; its address is named only where it is not the default. */
export function toConnectCommands({ otlpEndpoint, tokenRequired }: Connect): ConnectCommands {
  const address = otlpEndpoint.replace(/\/$/, '') === defaultEndpoint ? '' : `OTEL_EXPORTER_OTLP_ENDPOINT=${otlpEndpoint} `;
  const endpoint = tokenRequired ? `${address}OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN' ` : address;
  const instrumented = (service: string, script: string) =>
    `${endpoint}OTEL_SERVICE_NAME=${service} node --import @callsight/instrumentation/register ${script}`;
  return {
    install: 'npm install @callsight/instrumentation',
    run: instrumented('my-server', 'server.js'),
    tryIt: [
      'npm install @callsight/instrumentation @modelcontextprotocol/server-everything',
      `(printf '%s\\n' ${exampleMessages.map((message) => `'${JSON.stringify(message)}'`).join(' ')}; sleep 2) |`,
      `  ${instrumented('everything', 'node_modules/@modelcontextprotocol/server-everything/dist/index.js')}`,
    ].join('\n'),
  };
}

const exampleMessages = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'shell', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'echo', arguments: { message: 'hello' } } },
];
