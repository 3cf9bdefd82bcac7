import { AsyncLocalStorage } from 'node:async_hooks';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.js';
import { createReveal } from '../audit/reveal.js';
import { callerOf } from '../http/caller.js';
import type { ApiContext, Endpoint, RequestContext } from '../http/endpoint.js';
import { toProblem } from '../http/problems.js';

export interface McpRouteOptions {
  endpoints: readonly Endpoint[];
  context: ApiContext;
  audit: AuditLog;
  version: string;
  log: Logger;
}

/** Far more than any question is long. */
const maxRequestBodySize = 262_144;

/** What the request under way may reveal: the SDK hands no values of its own from the request to the tool. */
const reveals = new AsyncLocalStorage<RequestContext['revealContent']>();

/** Rows that an agent gets unless it asks for more: enough to decide what to look at next. */
const defaultRows = 20;

/** `POST /mcp`: the questions of the API as read-only MCP tools, for both protocol eras. */
export function createMcpRoute(options: McpRouteOptions): RequestHandler {
  const handler = createMcpHandler(() => createServer(options), {
    maxRequestBodySize,
    onerror: (error) => options.log.debug({ err: error }, 'an MCP request was rejected'),
  });
  const serve = toNodeHandler(handler, { maxRequestBodySize });
  return (request, response) => reveals.run(createReveal(options.audit, callerOf(request), request, 'mcp'), () => serve(request, response));
}

function createServer({ endpoints, context, version }: McpRouteOptions): McpServer {
  const server = new McpServer(
    { name: 'callsight', version },
    {
      instructions:
        'Sessions and tool calls of MCP servers. Start with get_overview; then list_tool_calls with an outcome shows what failed.',
    },
  );
  for (const endpoint of endpoints.filter(({ role }) => role === undefined)) {
    server.registerTool(
      toToolName(endpoint.name),
      {
        description: endpoint.summary,
        inputSchema: toInputSchema(endpoint),
        outputSchema: endpoint.response,
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      async (input, { mcpReq }) => {
        const revealContent = reveals.getStore() ?? (async () => false);
        try {
          const answer = await endpoint.handle({ parameters: input, query: input }, { ...context, signal: mcpReq.signal, revealContent });
          return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer as Record<string, unknown> };
        } catch (error) {
          const { title, message } = toProblem(error);
          return { isError: true, content: [{ type: 'text', text: `${title}: ${message}` }] };
        }
      },
    );
  }
  return server;
}

function toToolName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function toInputSchema({ parameters, query }: Endpoint): z.ZodObject {
  // An agent reads pages: the formats are those of whole lists, streamed over HTTP.
  const { format, ...shape } = query.shape;
  const limit = shape.limit ? { limit: z.int().min(1).max(100).default(defaultRows).describe('Rows in one page') } : {};
  return z.object({ ...parameters?.shape, ...shape, ...limit });
}
