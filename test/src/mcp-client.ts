import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const require = createRequire(import.meta.url);

/** Entry of a third-party server, as npm installed it. */
export const thirdPartyServers = {
  everything: require.resolve('@modelcontextprotocol/server-everything/dist/index.js'),
  filesystem: require.resolve('@modelcontextprotocol/server-filesystem/dist/index.js'),
};

/** What a server's process is started with. */
export interface ServerProcess {
  args: string[];
  /** Loads the instrumentation, reporting to this address; undefined runs the server bare. */
  otlpUrl?: string | undefined;
  environment?: Record<string, string>;
}

const zeroCode = ['--import', '@callsight/instrumentation/register'];

function toProcess({ args, otlpUrl, environment }: ServerProcess): { args: string[]; env: Record<string, string> } {
  const env = { PATH: process.env.PATH ?? '', ...(otlpUrl ? { OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl } : {}), ...environment };
  return { args: otlpUrl ? [...zeroCode, ...args] : args, env };
}

/** A real client of a server over stdio. */
export async function connectStdio(server: ServerProcess, client = { name: 'test-agent', version: '3.2.1' }): Promise<Client> {
  const connected = new Client(client);
  const { args, env } = toProcess(server);
  await connected.connect(new StdioClientTransport({ command: process.execPath, args, env, cwd: import.meta.dirname, stderr: 'ignore' }));
  return connected;
}

/** A server over streamable HTTP, in a process of its own. */
export async function startHttpServer(server: ServerProcess): Promise<{ url: URL; stop(): Promise<void> }> {
  const port = await findFreePort();
  const { args, env } = toProcess(server);
  const child = spawn(process.execPath, args, {
    env: { ...env, PORT: String(port) },
    cwd: import.meta.dirname,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      if (text.includes('listening')) resolve();
    });
    child.once('close', () => reject(new Error('the server ended before it listened')));
  });
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

export async function connectHttp(
  url: URL,
  client = { name: 'test-agent', version: '3.2.1' },
): Promise<{ client: Client; transport: StreamableHTTPClientTransport }> {
  const connected = new Client(client);
  const transport = new StreamableHTTPClientTransport(url);
  await connected.connect(transport as Parameters<Client['connect']>[0]);
  return { client: connected, transport };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
