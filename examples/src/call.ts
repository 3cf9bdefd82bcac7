import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/**
 * Calls one tool and prints its result: `npm run --silent call -- http://localhost:3001/mcp echo '{"message":"hello"}'`. In place of
 * the address, a command starts a server over stdio: `npm run --silent call -- "node server.js" echo '{…}'`.
 */
const [server, name, args = '{}'] = process.argv.slice(2);
if (!server || !name) {
  process.stderr.write('usage: call <address or command> <tool> [arguments as JSON]\n');
  process.exit(1);
}
const client = new Client({ name: 'callsight-call', version: '0.1.0' });
const transport = /^https?:/.test(server) ? new StreamableHTTPClientTransport(new URL(server)) : startServer(server);
await client.connect(transport as Parameters<Client['connect']>[0]);
const result = await client.callTool({ name, arguments: JSON.parse(args) });
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
if (transport instanceof StreamableHTTPClientTransport) await transport.terminateSession();
await client.close();

function startServer(line: string): StdioClientTransport {
  const [command = '', ...rest] = line.split(' ');
  return new StdioClientTransport({ command, args: rest, env: { PATH: process.env.PATH ?? '' }, stderr: 'inherit' });
}
