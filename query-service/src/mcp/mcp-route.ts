import { AsyncLocalStorage } from 'node:async_hooks';
import { instrument } from '@callsight/instrumentation';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { TracerProvider } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { AuditLog } from '../audit/audit-log.js';
import { createReveal } from '../audit/reveal.js';
import { callerOf } from '../http/caller.js';
import type { ApiContext, RequestContext } from '../http/endpoint.js';
import { toProblem } from '../http/problems.js';
import { mcpTools } from './mcp-tools.js';

export interface McpRouteOptions {
  context: ApiContext;
  audit: AuditLog;
  version: string;
  log: Logger;
  /** Where the spans of this server go; without it, it is not observed. */
  tracerProvider?: TracerProvider | undefined;
}

const instructions =
  'Sessions and tool calls of MCP servers. get_overview says how it goes, find_failing_tools and list_errors what fails, inspect_execution why; explain_session tells what one agent did. Periods are from and to, such as now-7d and now.';

/** Far more than any question is long. */
const maxRequestBodySize = 262_144;

/** What the request under way may reveal: the SDK hands no values of its own from the request to the tool. */
const reveals = new AsyncLocalStorage<RequestContext['revealContent']>();

/** `POST /mcp`: the questions of the page as read-only MCP tools, for both protocol eras. */
export function createMcpRoute(options: McpRouteOptions): RequestHandler {
  const { tracerProvider } = options;
  // Answers hold what others captured: they are never captured again.
  const observe = <Target extends object>(target: Target) =>
    tracerProvider ? instrument(target, { tracerProvider, capture: 'off' }) : target;
  const handler = observe(
    createMcpHandler(() => observe(createServer(options)), {
      maxRequestBodySize,
      onerror: (error) => options.log.debug({ err: error }, 'an MCP request was rejected'),
    }),
  );
  const serve = toNodeHandler(handler, { maxRequestBodySize });
  return (request, response) => reveals.run(createReveal(options.audit, callerOf(request), request, 'mcp'), () => serve(request, response));
}

function createServer({ context, version }: McpRouteOptions): McpServer {
  const server = new McpServer({ name: 'callsight', version }, { instructions });
  for (const { name, title, description, input, output, run } of mcpTools) {
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { title, description, inputSchema: input, outputSchema: output, annotations },
      async (given: unknown, { mcpReq }) => {
        const revealContent = reveals.getStore() ?? (async () => false);
        try {
          const answer = await run(given, { ...context, signal: mcpReq.signal, revealContent });
          return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer };
        } catch (error) {
          const { title: what, message } = toProblem(error);
          return { isError: true, content: [{ type: 'text', text: `${what}: ${message}` }] };
        }
      },
    );
  }
  return server;
}
