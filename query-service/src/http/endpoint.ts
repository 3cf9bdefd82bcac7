import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Connect, PipelineHealth, Role } from '../contract/index.js';
import type { Reader } from '../database/query.js';
import type { ExportFormat } from '../export/export-format.js';

/** What the endpoints of a process share. */
export interface ApiContext {
  reader: Reader;
  /** What a server needs to know to report here; asked each time, because ports may be assigned late. */
  connect: () => Connect;
  /** What the receiver in this process tells of itself; null where there is none. */
  receiver: () => Promise<PipelineHealth['receiver']>;
}

/** What every handler gets beside its input; `signal` aborts when nobody waits for the answer any more. */
export interface RequestContext extends ApiContext {
  signal: AbortSignal;
  /**
   * Whether the caller may see the content of an operation. Ask once it is clear that there is some, and before it is shown: a reveal
   * is written to the audit first.
   */
  revealContent(operation: { traceId: string; spanId: string }): Promise<boolean>;
}

/** One GET endpoint of the API: the schemas that validate are the ones that document. */
export interface Endpoint {
  /** Operation id in the OpenAPI document; in snake case, the name of the MCP tool. */
  name: string;
  /** Below `/api/v1`, with `{name}` for path parameters. */
  path: string;
  summary: string;
  /** Who may ask. @default everybody who may use the API */
  role?: Role;
  /** The answer depends on who asks: it is never shared. @default false */
  personal?: boolean;
  parameters?: z.ZodObject;
  query: z.ZodObject;
  response: z.ZodType;
  handle(input: { parameters: unknown; query: unknown }, context: RequestContext): Promise<unknown>;
  /** What a caller may see of the answer, which is shared as it was computed. @default all of it, for everybody */
  reveal?(answer: unknown, context: RequestContext): Promise<unknown>;
  /** The whole list, as the engine writes it, without a header; undefined, or not there, where it is read page by page. */
  exportText?(
    input: { parameters: unknown; query: unknown },
    format: ExportFormat,
    context: RequestContext,
  ): AsyncIterable<Readable> | undefined;
}

/** Ties the types of an endpoint's handler to its schemas. */
export function defineEndpoint<Parameters extends z.ZodObject, Query extends z.ZodObject, Response extends z.ZodType>(endpoint: {
  name: string;
  path: string;
  summary: string;
  role?: Role;
  personal?: boolean;
  parameters?: Parameters;
  query: Query;
  response: Response;
  handle(input: { parameters: z.infer<Parameters>; query: z.infer<Query> }, context: RequestContext): Promise<z.infer<Response>>;
  reveal?(answer: z.infer<Response>, context: RequestContext): Promise<z.infer<Response>>;
  exportText?(
    input: { parameters: z.infer<Parameters>; query: z.infer<Query> },
    format: ExportFormat,
    context: RequestContext,
  ): AsyncIterable<Readable> | undefined;
}): Endpoint {
  // The router parses the input with these very schemas before it calls the handler.
  return endpoint as unknown as Endpoint;
}
