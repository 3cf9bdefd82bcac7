import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CreateMessageRequestSchema, ElicitRequestSchema, ListRootsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { instrument } from '../instrument.js';
import type { McpInstrumentationConfig } from '../instrumentation.js';

export interface Pair {
  client: Client;
  server: McpServer;
  clientTransport: InMemoryTransport;
  serverTransport: InMemoryTransport;
  close(): Promise<void>;
}

export interface PairOptions {
  /** Which sides are observed; by default both. */
  observe?: { client?: boolean; server?: boolean };
  config?: McpInstrumentationConfig;
}

/** A real client and a real server, connected within this process. */
export async function connectPair({ observe = { client: true, server: true }, config = {} }: PairOptions = {}): Promise<Pair> {
  const server = createServer();
  const client = createClient();
  if (observe.server) instrument(server, config);
  if (observe.client) instrument(client, config);
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair();
  await server.connect(serverTransport);
  await client.connect(clientTransport);
  return { client, server, clientTransport, serverTransport, close: () => client.close() };
}

/** Answers all that a server may ask. */
function createClient(): Client {
  const client = new Client({ name: 'test-client', version: '2.0.0' }, { capabilities: { sampling: {}, elicitation: {}, roots: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, () => ({ model: 'm', role: 'assistant', content: { type: 'text', text: 'said' } }));
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'decline' }));
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [] }));
  return client;
}

export function createServer(): McpServer {
  const server = new McpServer({ name: 'test-server', version: '1.0.0' }, { capabilities: { logging: {} } });
  const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });
  server.registerTool('echo', { inputSchema: { message: z.string() } }, async ({ message }) => text(message));
  server.registerTool('fail', { inputSchema: {} }, async () => ({ ...text('the disk at /home/alice is full'), isError: true }));
  server.registerTool('throw', { inputSchema: {} }, async () => {
    throw new RangeError('out of reach');
  });
  server.registerTool('elicit', { inputSchema: {} }, async () => {
    throw new McpError(-32042, 'visit the page', { elicitations: [] });
  });
  // Answers nothing until its caller gives up, and reports that through the signal.
  server.registerTool('wait', { inputSchema: {} }, async (_, { signal }) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return text('aborted');
  });
  server.registerTool('sample', { inputSchema: {} }, async () => {
    await server.server.createMessage({ messages: [], maxTokens: 1 });
    return text('sampled');
  });
  server.registerTool('ask', { inputSchema: {} }, async () => {
    await server.server.elicitInput({ message: 'well?', requestedSchema: { type: 'object', properties: {} } });
    return text('asked');
  });
  server.registerTool('look', { inputSchema: {} }, async () => {
    await server.server.listRoots();
    return text('looked');
  });
  // Tells of its progress once, and then waits for its caller to give up.
  server.registerTool('report', { inputSchema: {} }, async (_, { _meta, sendNotification, signal }) => {
    const given = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta?.progressToken ?? '', progress: 1 } });
    await given;
    return text('aborted');
  });
  server.registerPrompt('greet', { argsSchema: { who: z.string() } }, ({ who }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `Hello ${who}` } }],
  }));
  server.registerResource('note', 'note://one', {}, async (uri) => ({ contents: [{ uri: uri.href, text: 'a note' }] }));
  return server;
}
