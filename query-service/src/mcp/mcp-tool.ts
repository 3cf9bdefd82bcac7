import { z } from 'zod';
import { filterQuery, periodQuery } from '../contract/index.js';
import type { RequestContext } from '../http/endpoint.js';

/** A read-only tool of `/mcp`: one question of the page, with an answer that an agent can afford to read. */
export interface McpTool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  run(input: unknown, context: RequestContext): Promise<Record<string, unknown>>;
}

/** Ties the types of a tool’s answer to its schemas. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(tool: {
  name: string;
  title: string;
  description: string;
  input: Input;
  output: Output;
  run(input: z.infer<Input>, context: RequestContext): Promise<z.infer<Output>>;
}): McpTool {
  // The SDK parses the input with this very schema before it calls the tool.
  return tool as unknown as McpTool;
}

/** Rows that an agent gets unless it asks for more: enough to decide what to look at next. */
export const rowsInput = (most = 100) => z.int().min(1).max(most).default(10).describe('Rows at most');

export const periodInput = periodQuery;

/** The filters that agents need most; `q` has the others. */
export const filterInput = periodQuery.extend(
  filterQuery.pick({ service: true, tool: true, client: true, session: true, outcome: true, q: true }).shape,
);

/** Text that fits: what is cut is told with what is left out. */
export function toExcerpt(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}… (${text.length - characters} more characters)`;
}
