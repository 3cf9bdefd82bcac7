import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { Connect } from './sdks.js';

export const connect: Connect = async (payload, { handler, prepare }) => {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  const inputSchema = { message: z.string(), user: z.string(), n: z.number(), tag: z.string() };
  server.registerTool('echo', { description: 'echo', inputSchema }, handler);
  const client = new Client({ name: 'bench-client', version: '1.0.0' });
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair();
  prepare({ server, client, clientTransport });
  await server.connect(serverTransport);
  await client.connect(clientTransport);
  return () => client.callTool({ name: 'echo', arguments: payload.arguments });
};
