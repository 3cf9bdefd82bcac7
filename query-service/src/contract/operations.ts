import { z } from 'zod';
import { outcome, side } from './outcome.js';
import { session, sessionBasis } from './sessions.js';

export const operationError = z.object({
  type: z.string().describe('error.type of the span'),
  code: z.string().nullable().describe('JSON-RPC error code, where there was one'),
  message: z.string().nullable(),
});

/** One MCP request or notification, seen from one side. `traceId` and `spanId` together identify it. */
export const operation = z.object({
  traceId: z.string(),
  spanId: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  state: z.enum(['ended', 'running', 'lost']).describe('`running` and `lost` rows come from snapshots: their outcome is null'),
  side,
  kind: z.enum(['request', 'notification']),
  method: z.string(),
  target: z.string().nullable().describe('Name of the tool or prompt'),
  resourceUri: z.string().nullable(),
  requestId: z.string().nullable(),
  outcome: outcome.nullable(),
  error: operationError.nullable(),
  service: z.string(),
  sessionKey: z.string(),
  sessionBasis,
  clientName: z.string().nullable(),
  transport: z.string().nullable(),
  argumentsSize: z.int().nullable().describe('Bytes of JSON'),
  resultSize: z.int().nullable().describe('Bytes of JSON'),
});

/** Content of an operation. `value` is JSON text; null when capture was off, or withheld: then `size` and `shape` still tell. */
export const content = z.object({
  value: z.string().nullable(),
  size: z.int().nullable().describe('Bytes of the original JSON'),
  truncated: z.boolean(),
  withheld: z.boolean().describe('There is content, which only auditors may see'),
  shape: z.string().nullable().describe('JSON text: the keys and types of the value'),
});

/** A span of the same trace, for the waterfall. */
export const traceSpan = z.object({
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  service: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  error: z.boolean(),
});

/** One operation with everything known of it. */
export const operationDetail = operation.extend({
  protocolVersion: z.string().nullable(),
  clientVersion: z.string().nullable(),
  user: z.string().nullable(),
  clientAddress: z.string().nullable(),
  arguments: content,
  result: content,
  trace: z.array(traceSpan).describe('Every span of its trace, by start'),
});

/** A session's operations, oldest first. */
export const activityPage = z.object({
  session,
  items: z.array(operation),
  nextCursor: z.string().nullable(),
});

export type Operation = z.infer<typeof operation>;
export type OperationDetail = z.infer<typeof operationDetail>;
export type Content = z.infer<typeof content>;
export type TraceSpan = z.infer<typeof traceSpan>;
export type ActivityPage = z.infer<typeof activityPage>;
