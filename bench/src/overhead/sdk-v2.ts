import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Connect } from './sdks.js';

export const connect: Connect = async (payload, { handler, prepare }) => {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  const inputSchema = z.object({ message: z.string(), user: z.string(), n: z.number(), tag: z.string() });
  server.registerTool('echo', { description: 'echo', inputSchema }, (args, { sessionId, mcpReq }) =>
    handler(args, { sessionId, requestId: mcpReq.id }),
  );
  const client = new Client({ name: 'bench-client', version: '1.0.0' });
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair();
  prepare({ server, client, clientTransport });
  await server.connect(serverTransport);
  await client.connect(clientTransport);
  return () => client.callTool({ name: 'echo', arguments: { ...payload.arguments } });
};
