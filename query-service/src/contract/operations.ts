import { z } from 'zod';
import { filterQuery, formatQuery, pageQuery } from './filters.js';
import { outcome, side } from './outcome.js';
import { sessionBasis } from './session-terms.js';
import { session } from './sessions.js';

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
  message: z.string().nullable().describe('Status message of the span'),
  relation: z
    .enum(['self', 'upstream', 'downstream', 'other'])
    .describe('`upstream`: what led to the operation; `downstream`: what it caused; `other`: beside it in the trace'),
});

/** A log record that carries the trace of an operation. What it says is content. */
export const logRecord = z.object({
  at: z.iso.datetime(),
  severity: z.string(),
  service: z.string(),
  body: z.string().nullable().describe('Cut to 8 KiB; null where withheld'),
  spanId: z.string().nullable(),
  attributes: z.record(z.string(), z.string()).describe('Empty where withheld'),
  withheld: z.boolean().describe('Only auditors may see the body and the attributes'),
  own: z.boolean().describe('Whether the record carries the span of the operation itself'),
});

/** A call beside another in the same session. */
export const neighbour = operation.pick({ traceId: true, spanId: true, startedAt: true, target: true, outcome: true });

/** One operation with everything known of it. */
export const operationDetail = operation.extend({
  protocolVersion: z.string().nullable(),
  clientVersion: z.string().nullable(),
  user: z.string().nullable(),
  clientAddress: z.string().nullable(),
  arguments: content,
  result: content,
  trace: z.array(traceSpan).describe('Every span of its trace, by start; the first 1,000'),
  logs: z.array(logRecord).describe('Log records of its trace, by time; the first 200'),
  previous: neighbour.nullable().describe('The call before it in its session, of the same method'),
  next: neighbour.nullable().describe('The call after it in its session, of the same method'),
});

/** One row of a session's timeline. */
export const activityEntry = operation.extend({
  entry: z
    .enum(['request', 'tool_execution', 'notification', 'result', 'error'])
    .describe('What happened at `at`; `result` and `error` rows repeat the operation that they end, and come with `results=apart`'),
  at: z.iso.datetime(),
  offsetMs: z.number().describe('From the start of the session to `at`'),
});

export const activityQuery = z.object({
  ...filterQuery.pick({ tool: true, method: true, outcome: true, side: true, q: true }).shape,
  results: z
    .enum(['within', 'apart'])
    .default('within')
    .describe('`within`: one row an operation, with its end; `apart`: results and errors are rows of their own, when they came')
    .meta({ examples: ['apart'] }),
  ...pageQuery.shape,
  ...formatQuery.shape,
});

/** A session's timeline, oldest first. */
export const activityPage = z.object({
  session,
  items: z.array(activityEntry),
  nextCursor: z.string().nullable(),
});

export type Operation = z.infer<typeof operation>;
export type OperationDetail = z.infer<typeof operationDetail>;
export type Content = z.infer<typeof content>;
export type TraceSpan = z.infer<typeof traceSpan>;
export type LogRecord = z.infer<typeof logRecord>;
export type Neighbour = z.infer<typeof neighbour>;
export type ActivityEntry = z.infer<typeof activityEntry>;
export type ActivityQuery = z.infer<typeof activityQuery>;
export type ActivityPage = z.infer<typeof activityPage>;
