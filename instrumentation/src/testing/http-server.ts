import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { instrument } from '../instrument.js';
import type { McpInstrumentationConfig } from '../instrumentation.js';
import type { ProtocolLike, TransportLike } from '../protocol-shapes.js';
import { createServer } from './pair.js';

export interface HttpServer {
  url: URL;
  /** Resolves once it serves no request. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A server over streamable HTTP: with sessions, or with a server for each request. `auth` stands for a middleware. It is observed by
 * `instrument`, unless it is told how else.
 */
export async function startHttpServer(
  stateful: boolean,
  config: McpInstrumentationConfig,
  auth?: object,
  observe?: (protocol: ProtocolLike, transport: TransportLike) => void,
): Promise<HttpServer> {
  let serving = 0;
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const servers: McpServer[] = [];

  async function transportFor(id: string | undefined): Promise<StreamableHTTPServerTransport> {
    const known = id === undefined ? undefined : transports.get(id);
    if (known !== undefined) return known;
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: stateful ? randomUUID : undefined,
      onsessioninitialized: (session) => {
        transports.set(session, transport);
      },
    } as ConstructorParameters<typeof StreamableHTTPServerTransport>[0]);
    const server = observe === undefined ? instrument(createServer(), config) : createServer();
    servers.push(server);
    observe?.(server.server as unknown as ProtocolLike, transport as unknown as TransportLike);
    await server.connect(transport as Parameters<McpServer['connect']>[0]);
    return transport;
  }

  const http = createHttpServer(async (request: IncomingMessage & { auth?: never }, response) => {
    if (auth !== undefined) Object.assign(request, { auth });
    serving++;
    response.once('close', () => serving--);
    const id = request.headers['mcp-session-id'];
    const transport = await transportFor(typeof id === 'string' ? id : undefined);
    await transport.handleRequest(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`),
    idle: async () => {
      while (serving > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    close: async () => {
      for (const server of servers) await server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
