'use strict';
const { randomUUID } = require('node:crypto');
const { serveHttp } = require('../http.cjs');
const { CAPABILITIES, HANDLERS } = require('./fixtures.cjs');

const INFO = { name: 'conformance-server', version: '1.0.0' };
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** By generation of the SDK: what makes a server with the fixtures, and the class of its transport. */
const GENERATIONS = {
  async v1() {
    const { Server } = await import('@modelcontextprotocol/sdk/server/index.js');
    const { StreamableHTTPServerTransport } = await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
    const { z } = await import('zod');
    const anything = z.object({}).passthrough();
    function createServer() {
      const server = new Server(INFO, { capabilities: CAPABILITIES });
      for (const [method, handle] of Object.entries(HANDLERS)) {
        const schema = z.object({ method: z.literal(method), params: z.any() });
        server.setRequestHandler(schema, ({ params = {} }, { sendNotification, sendRequest }) =>
          handle(params, {
            progressToken: params._meta?.progressToken,
            notify: (name, given) => sendNotification({ method: name, params: given }),
            request: (name, given) => sendRequest({ method: name, params: given }, anything),
          }),
        );
      }
      return server;
    }
    return { createServer, Transport: StreamableHTTPServerTransport };
  },
  async v2() {
    const { Server } = await import('@modelcontextprotocol/server');
    const { NodeStreamableHTTPServerTransport } = await import('@modelcontextprotocol/node');
    function createServer() {
      const server = new Server(INFO, { capabilities: CAPABILITIES });
      for (const [method, handle] of Object.entries(HANDLERS)) {
        server.setRequestHandler(method, ({ params = {} }, { mcpReq }) =>
          handle(params, {
            progressToken: params._meta?.progressToken ?? mcpReq._meta?.progressToken,
            notify: (name, given) => mcpReq.notify({ method: name, params: given }),
            request: (name, given) => mcpReq.send({ method: name, params: given }),
          }),
        );
      }
      return server;
    }
    return { createServer, Transport: NodeStreamableHTTPServerTransport };
  },
};

/** A server over streamable HTTP with sessions, for local hosts and origins only. */
exports.serve = async (sdk) => {
  const { createServer, Transport } = await GENERATIONS[sdk]();
  const transports = new Map();
  await serveHttp(async (request, response) => {
    const { host = '', origin, 'mcp-session-id': id } = request.headers;
    if (!LOCAL.test(host) || (origin !== undefined && !LOCAL.test(new URL(origin).host))) return response.writeHead(403).end();
    let transport = transports.get(id);
    if (transport === undefined) {
      const created = new Transport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => void transports.set(session, created),
      });
      transport = created;
      await createServer().connect(transport);
    }
    await transport.handleRequest(request, response);
  });
};

exports.serve(process.argv[2]);
