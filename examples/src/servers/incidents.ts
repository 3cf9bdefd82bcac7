import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { IncidentLog } from './incident-log.js';
import { createIncidentServer } from './incident-tools.js';

const log = new IncidentLog();
const transports = new Map<string, StreamableHTTPServerTransport>();
const app = createMcpExpressApp();

app.all('/mcp', async (request, response) => {
  const transport = transports.get(request.header('mcp-session-id') ?? '') ?? (await openSession(request.body));
  if (transport) await transport.handleRequest(request, response, request.body);
  else response.status(404).json({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
});

/** A client's first request opens a session; any other without one is refused. */
async function openSession(body: unknown): Promise<StreamableHTTPServerTransport | undefined> {
  if (!isInitializeRequest(body)) return undefined;
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => {
      transports.set(id, transport);
    },
    onsessionclosed: (id) => {
      transports.delete(id);
    },
  });
  await createIncidentServer(log).connect(transport);
  return transport;
}

const listener = app.listen(Number(process.env.PORT ?? 4200), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/mcp\n`);
});
