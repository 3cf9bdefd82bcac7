import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

/** Answers one call and prints when, in milliseconds since 1970. */
const server = new McpServer({ name: 'bench', version: '1.0.0' });
server.registerTool('hello', {}, async () => ({ content: [{ type: 'text', text: 'hello' }] }));
const client = new Client({ name: 'bench-client', version: '1.0.0' });
const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
await server.connect(serverSide);
await client.connect(clientSide);
await client.callTool({ name: 'hello', arguments: {} });
process.stdout.write(String(performance.timeOrigin + performance.now()), () => process.exit(0));
