'use strict';
const { randomUUID } = require('node:crypto');
const { describeCalls } = require('./calls.cjs');
const { serveHttp } = require('./http.cjs');

/** The server's side of a WebSocket: the SDK has the client's only. */
class SocketTransport {
  constructor(socket) {
    this._socket = socket;
  }
  async start() {
    this._socket.on('message', (data) => this.onmessage?.(JSON.parse(String(data))));
    this._socket.on('close', () => this.onclose?.());
  }
  async send(message) {
    this._socket.send(JSON.stringify(message));
  }
  async close() {
    this._socket.close();
  }
}

/** Client and server on SDK v1; `load` imports or requires, as the program that runs this does, and `work` is what the host's own code does. */
exports.createApp = async (load, work = (result) => result) => {
  const { McpServer } = await load('@modelcontextprotocol/sdk/server/mcp.js');
  const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
  const { z } = await load('zod');

  function createServer() {
    const server = new McpServer({ name: 'compat-server', version: '1.0.0' });
    const text = (value) => ({ content: [{ type: 'text', text: value }] });
    server.tool('echo', { message: z.string() }, async ({ message }) => work(text(message)));
    server.tool('fail', {}, async () => ({ ...text('out of ink'), isError: true }));
    server.tool('wait', {}, async (_, extra) => {
      await new Promise((resolve) => extra.signal.addEventListener('abort', resolve, { once: true }));
      return text('aborted');
    });
    return server;
  }

  const servers = {
    async stdio({ observe }) {
      const { StdioServerTransport } = await load('@modelcontextprotocol/sdk/server/stdio.js');
      await observe(createServer()).connect(new StdioServerTransport());
    },
    async stateful({ observe }) {
      const { StreamableHTTPServerTransport } = await load('@modelcontextprotocol/sdk/server/streamableHttp.js');
      const transports = new Map();
      await serveHttp(async (request, response) => {
        let transport = transports.get(request.headers['mcp-session-id']);
        if (transport === undefined) {
          const created = new StreamableHTTPServerTransport({
            sessionIdGenerator: randomUUID,
            onsessioninitialized: (id) => transports.set(id, created),
          });
          transport = created;
          await observe(createServer()).connect(transport);
        }
        await transport.handleRequest(request, response);
      });
    },
    async stateless({ observe }) {
      const { StreamableHTTPServerTransport } = await load('@modelcontextprotocol/sdk/server/streamableHttp.js');
      await serveHttp(async (request, response) => {
        const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
        await observe(createServer()).connect(transport);
        await transport.handleRequest(request, response);
      });
    },
    async sse({ observe }) {
      const { SSEServerTransport } = await load('@modelcontextprotocol/sdk/server/sse.js');
      const transports = new Map();
      await serveHttp(async (request, response) => {
        const url = new URL(request.url, 'http://localhost');
        if (request.method === 'POST') return transports.get(url.searchParams.get('sessionId')).handlePostMessage(request, response);
        const transport = new SSEServerTransport('/messages', response);
        transports.set(transport.sessionId, transport);
        await observe(createServer()).connect(transport);
      });
    },
    async websocket({ observe }) {
      const { WebSocketServer } = await load('ws');
      const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'mcp' });
      const http = await serveHttp((_, response) => void response.writeHead(426).end());
      http.on('upgrade', (request, socket, head) => {
        sockets.handleUpgrade(request, socket, head, (accepted) => observe(createServer()).connect(new SocketTransport(accepted)));
      });
    },
  };

  async function clientTransport({ transport, url, command }) {
    if (transport === 'stdio') {
      const { StdioClientTransport } = await load('@modelcontextprotocol/sdk/client/stdio.js');
      return new StdioClientTransport({ command: process.execPath, args: command, env: process.env, stderr: 'inherit' });
    }
    if (transport === 'sse') {
      const { SSEClientTransport } = await load('@modelcontextprotocol/sdk/client/sse.js');
      return new SSEClientTransport(new URL(url));
    }
    if (transport === 'websocket') {
      const { WebSocketClientTransport } = await load('@modelcontextprotocol/sdk/client/websocket.js');
      return new WebSocketClientTransport(new URL(url.replace('http:', 'ws:')));
    }
    const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return new StreamableHTTPClientTransport(new URL(url));
  }

  async function connectClient(options) {
    const client = options.observe(new Client({ name: 'compat-client', version: '2.0.0' }));
    let transport;
    if (options.transport === 'memory') {
      const { InMemoryTransport } = await load('@modelcontextprotocol/sdk/inMemory.js');
      const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
      await options.observe(createServer()).connect(serverSide);
      transport = clientSide;
    } else transport = await clientTransport(options);
    await client.connect(transport);
    return { client, transport };
  }

  return {
    serve: (options) => servers[options.transport](options),
    async call(options) {
      const { client, transport } = await connectClient(options);
      const steps = await describeCalls(options.tools, {
        list: () => client.listTools(),
        // The cancellation is there once a later request was answered.
        ping: () => client.ping(),
        call: (name, args, limits) => client.callTool({ name, arguments: args }, undefined, limits),
      });
      if (options.transport === 'stateful') await transport.terminateSession();
      const server = client.getServerVersion();
      await client.close();
      return { server, steps };
    },
  };
};
