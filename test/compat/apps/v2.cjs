'use strict';
const { randomUUID } = require('node:crypto');
const { describeCalls } = require('./calls.cjs');
const { serveHttp } = require('./http.cjs');

/** Client and server on SDK v2; `load` imports or requires, as the program that runs this does, and `work` is what the host's own code does. */
exports.createApp = async (load, work = (result) => result) => {
  const { McpServer, createMcpHandler } = await load('@modelcontextprotocol/server');
  const { Client, InMemoryTransport, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
  const { z } = await load('zod');

  function createServer() {
    const server = new McpServer({ name: 'compat-server', version: '1.0.0' });
    const text = (value) => ({ content: [{ type: 'text', text: value }] });
    server.registerTool('echo', { inputSchema: z.object({ message: z.string() }) }, async ({ message }) => work(text(message)));
    server.registerTool('fail', {}, async () => ({ ...text('out of ink'), isError: true }));
    server.registerTool('wait', {}, async (context) => {
      await new Promise((resolve) => context.mcpReq.signal.addEventListener('abort', resolve, { once: true }));
      return text('aborted');
    });
    return server;
  }

  const servers = {
    async stdio({ observe }) {
      const { serveStdio } = await load('@modelcontextprotocol/server/stdio');
      serveStdio(() => observe(createServer()));
    },
    async stateful({ observe }) {
      const { NodeStreamableHTTPServerTransport } = await load('@modelcontextprotocol/node');
      const transports = new Map();
      await serveHttp(async (request, response) => {
        let transport = transports.get(request.headers['mcp-session-id']);
        if (transport === undefined) {
          const created = new NodeStreamableHTTPServerTransport({
            sessionIdGenerator: randomUUID,
            onsessioninitialized: (id) => transports.set(id, created),
          });
          transport = created;
          await observe(createServer()).connect(transport);
        }
        await transport.handleRequest(request, response);
      });
    },
    async handler({ observe }) {
      const { toNodeHandler } = await load('@modelcontextprotocol/node');
      await serveHttp(toNodeHandler(observe(createMcpHandler(() => observe(createServer())))));
    },
  };

  async function connectClient({ transport: kind, url, command, era, observe }) {
    const mode = era === 'modern' ? { versionNegotiation: { mode: 'auto' } } : {};
    const client = observe(new Client({ name: 'compat-client', version: '2.0.0' }, mode));
    let transport;
    if (kind === 'memory') {
      const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
      await observe(createServer()).connect(serverSide);
      transport = clientSide;
    } else if (kind === 'stdio') {
      const { StdioClientTransport } = await load('@modelcontextprotocol/client/stdio');
      transport = new StdioClientTransport({ command: process.execPath, args: command, env: process.env, stderr: 'inherit' });
    } else transport = new StreamableHTTPClientTransport(new URL(url));
    await client.connect(transport);
    return { client, transport };
  }

  /** The entry refuses it by its headers, before there is a server for it. */
  async function sendRefused(url) {
    const headers = { 'content-type': 'text/plain', 'mcp-method': 'tools/call', 'mcp-name': 'refused' };
    const response = await fetch(url, { method: 'POST', headers, body: '{}' });
    return { status: response.status, body: await response.json() };
  }

  return {
    serve: (options) => servers[options.transport](options),
    async call(options) {
      const { client, transport } = await connectClient(options);
      const steps = await describeCalls(options.tools, {
        list: () => client.listTools(),
        // The cancellation is there once a later request was answered. The modern protocol has no ping.
        ping: () => (options.era === 'modern' ? undefined : client.ping()),
        call: (name, args, limits) => client.callTool({ name, arguments: args }, limits),
      });
      if (options.transport === 'handler' && options.era === 'modern') steps.refused = { result: await sendRefused(options.url) };
      if (options.transport === 'stateful') await transport.terminateSession();
      const server = client.getServerVersion();
      await client.close();
      return { server, steps };
    },
  };
};
