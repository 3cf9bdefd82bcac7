import { z } from 'zod';
import { type Session, sessionBasis, sessionStatus } from '../contract/index.js';
import { count, measure, optionalText } from '../database/columns.js';

/** How the tool calls of a session went, in their order. */
const callColumns = z.object({ succeeded: count, failed: count, longestRun: count, longestRunTool: z.string() });

/** Columns of the fragment `sessions/session-columns`, and of `:calls` where the source of a period tells of them. */
const sessionRow = z
  .object({
    key: z.string(),
    sessionBasis,
    status: sessionStatus,
    endReason: optionalText,
    createdAt: z.string(),
    lastActivityAt: z.string(),
    durationMs: z.number(),
    serviceName: z.string(),
    serviceVersion: optionalText,
    clientName: optionalText,
    clientVersion: optionalText,
    transportKind: optionalText,
    protocolVersion: optionalText,
    user: optionalText,
    operationCount: count,
    toolCallCount: count,
    errorCount: count,
    hadHeartbeats: z.coerce.boolean(),
    calls: callColumns.optional(),
  })
  .transform(
    ({ sessionBasis: basis, serviceName, transportKind, operationCount, toolCallCount, errorCount, hadHeartbeats, calls, ...row }) => ({
      ...row,
      basis,
      service: serviceName,
      transport: transportKind,
      operations: operationCount,
      toolCalls: toolCallCount,
      errors: errorCount,
      evidence: { hadHeartbeats, calls },
    }),
  );

/**
 * A session before it was judged. `hadHeartbeats` tells whether it showed signs of life beside its operations, `calls` how its tool calls went, where
 * that was asked along.
 */
export type SessionRow = Omit<Session, 'flags'> & {
  evidence: { hadHeartbeats: boolean; calls?: z.infer<typeof callColumns> | undefined };
};

export const listSessions = { name: 'sessions/list', row: sessionRow };
export const oneSession = { name: 'sessions/one', row: sessionRow };
const callsRow = callColumns.extend({ key: z.string() });
export const sessionCalls = { name: 'sessions/calls', row: callsRow };
export const openSessionCalls = { name: 'sessions/open-calls', row: callsRow };
export const sessionPopulation = { name: 'sessions/population', row: z.object({ sessions: count, p95DurationMs: measure }) };
export const summarizeSessions = {
  name: 'sessions/summary',
  row: z.object({
    total: count,
    active: count,
    averageDurationMs: measure,
    p95DurationMs: measure,
    operationCount: count,
    toolCallCount: count,
    errorCount: count,
  }),
};
export const lifetimeSeries = {
  name: 'sessions/lifetime-series',
  row: z.object({ time: count, begun: count, over: count, active_count: count, created_count: count, averageDurationMs: measure }),
};
const operationsRow = z.object({ time: count, operations: count, errors: count, active: count });
export const operationSeries = { name: 'sessions/operation-series', row: operationsRow };
export const operationSeriesOfRollup = { name: 'sessions/operation-series-of-rollup', row: operationsRow };
export const identityWindows = {
  name: 'sessions/identity-windows',
  row: z.object({ key: z.string(), operationsKey: z.string(), since: count, until: count }),
};
