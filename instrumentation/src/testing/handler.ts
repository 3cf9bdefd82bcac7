import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { instrument } from '../instrument.js';

export const HANDLER_URL = new URL('http://mcp.test/mcp');

/** An observed entry of SDK v2, with a server for each exchange. It is called directly, where a host calls it for HTTP requests. */
export function createHandler() {
  return instrument(createMcpHandler(() => instrument(createServer())));
}

function createServer(): McpServer {
  const server = new McpServer({ name: 'test-server', version: '1.0.0' });
  const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });
  server.registerTool('echo', { inputSchema: z.object({ message: z.string() }) }, async ({ message }) => text(message));
  // Answers nothing until its caller is gone, and reports that through the signal.
  server.registerTool('wait', {}, async ({ mcpReq }) => {
    await new Promise<void>((resolve) => mcpReq.signal.addEventListener('abort', () => resolve(), { once: true }));
    return text('aborted');
  });
  server.registerTool('book', {}, async ({ mcpReq }) => {
    if (mcpReq.inputResponses !== undefined) return text('booked');
    const requestedSchema = { type: 'object' as const, properties: { seat: { type: 'string' as const } } };
    return inputRequired({
      inputRequests: { seat: inputRequired.elicit({ message: 'Which seat?', requestedSchema }) },
      requestState: 'state-of-the-booking',
    });
  });
  return server;
}

/** A client of SDK v2 that reaches the given entry, and negotiates the protocol. */
export async function connectTo(fetch: (request: Request) => Promise<Response>, name = 'test-client'): Promise<Client> {
  const options = { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' as const } };
  const client = instrument(new Client({ name, version: '2.0.0' }, options));
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept' as const, content: { seat: '4C' } }));
  const transport = new StreamableHTTPClientTransport(HANDLER_URL, { fetch: (url, init) => fetch(new Request(url, init)) });
  await client.connect(transport);
  return client;
}
