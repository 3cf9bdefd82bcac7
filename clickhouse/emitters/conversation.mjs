// The conversation every emitter on the TypeScript SDK is recorded with: a real client and server over Streamable HTTP.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

export { Client, McpServer };

/** `wrapServer` and `wrapClient` are for emitters that are applied by code. */
export async function converse({ wrapServer = (server) => server, wrapClient = (client) => client } = {}) {
  const server = wrapServer(new McpServer({ name: 'notes', version: '2.1.0' }, { capabilities: { logging: {} } }));
  server.registerTool('echo', { inputSchema: { message: z.string(), times: z.number().optional() } }, ({ message }) => ({
    content: [{ type: 'text', text: message }],
  }));
  server.registerTool('fail', { inputSchema: {} }, () => {
    throw new Error('the disk is full');
  });
  server.registerResource('today', 'note://today', {}, () => ({ contents: [{ uri: 'note://today', text: 'buy milk' }] }));
  server.registerPrompt('greet', { argsSchema: { name: z.string() } }, ({ name }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `Greet ${name}` } }],
  }));

  const serverTransport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
  await server.connect(serverTransport);
  const http = createServer((request, response) => serverTransport.handleRequest(request, response)).listen(0, '127.0.0.1');
  await once(http, 'listening');

  const client = wrapClient(new Client({ name: 'agent', version: '1.4.0' }));
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${http.address().port}/mcp`)));
  await client.listTools();
  await client.callTool({ name: 'echo', arguments: { message: 'hello', times: 2 } });
  await client.callTool({ name: 'fail', arguments: {} });
  // An unknown tool and bad arguments: a result or a JSON-RPC error, which is the SDK's choice.
  await client.callTool({ name: 'absent', arguments: {} }).catch(() => {});
  await client.callTool({ name: 'echo', arguments: { message: 5 } }).catch(() => {});
  await client.readResource({ uri: 'note://today' });
  await client.getPrompt({ name: 'greet', arguments: { name: 'Ada' } });
  await client.complete({ ref: { type: 'ref/prompt', name: 'greet' }, argument: { name: 'name', value: 'A' } }).catch(() => {});
  await client.close();
  await server.close();
  http.closeAllConnections();
  http.close();
}
