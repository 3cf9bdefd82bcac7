import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ApiContext, Endpoint } from '../http/endpoint.js';
import { toProblem } from '../http/problems.js';

export interface McpRouteOptions {
  endpoints: readonly Endpoint[];
  context: ApiContext;
  version: string;
  log: Logger;
}

/** Rows that an agent gets unless it asks for more: enough to decide what to look at next. */
const defaultRows = 20;

/** `POST /mcp`: the questions of the API as read-only MCP tools, for both protocol eras. */
export function createMcpRoute(options: McpRouteOptions): RequestHandler {
  const handler = createMcpHandler(() => createServer(options), {
    onerror: (error) => options.log.debug({ err: error }, 'an MCP request was rejected'),
  });
  const serve = toNodeHandler(handler);
  return (request, response) => serve(request, response);
}

function createServer({ endpoints, context, version }: McpRouteOptions): McpServer {
  const server = new McpServer(
    { name: 'callsight', version },
    {
      instructions:
        'Sessions and tool calls of MCP servers. Start with get_overview; then list_tool_calls with an outcome shows what failed.',
    },
  );
  for (const endpoint of endpoints) {
    server.registerTool(
      toToolName(endpoint.name),
      {
        description: endpoint.summary,
        inputSchema: toInputSchema(endpoint),
        outputSchema: endpoint.response,
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      async (input, { mcpReq }) => {
        try {
          const answer = await endpoint.handle({ parameters: input, query: input }, { ...context, signal: mcpReq.signal });
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
  const limit = query.shape.limit ? { limit: z.int().min(1).max(100).default(defaultRows).describe('Rows in one page') } : {};
  return z.object({ ...parameters?.shape, ...query.shape, ...limit });
}
