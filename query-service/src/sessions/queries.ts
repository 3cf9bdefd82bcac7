import { z } from 'zod';
import { type Session, sessionBasis, sessionStatus } from '../contract/index.js';
import { count, measure, optionalText } from '../database/columns.js';

/** Columns of the fragment `sessions/session-columns`. */
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
  })
  .transform(({ sessionBasis: basis, serviceName, transportKind, operationCount, toolCallCount, errorCount, ...row }) => ({
    ...row,
    basis,
    service: serviceName,
    transport: transportKind,
    operations: operationCount,
    toolCalls: toolCallCount,
    errors: errorCount,
  }));

/** A session before it was judged: `hadHeartbeats` tells whether it showed signs of life beside its operations. */
export type SessionRow = Omit<Session, 'flags'> & { hadHeartbeats: boolean };

export const listSessions = { name: 'sessions/list', row: sessionRow };
export const oneSession = { name: 'sessions/one', row: sessionRow };
const callsRow = z.object({ key: z.string(), succeeded: count, failed: count, longestRun: count, longestRunTool: z.string() });
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
  row: z.object({ time: count, begun: count, over: count, active_identities: count, created_count: count, averageDurationMs: measure }),
};
export const activeByHours = { name: 'sessions/active-by-hours', row: z.object({ time: count, active: count }) };
export const activeSeries = { name: 'sessions/active-series', row: z.object({ time: count, active: count }) };
const operationsRow = z.object({ time: count, operations: count, errors: count });
export const operationSeries = { name: 'sessions/operation-series', row: operationsRow };
export const operationSeriesOfRollup = { name: 'sessions/operation-series-of-rollup', row: operationsRow };
export const identityWindows = {
  name: 'sessions/identity-windows',
  row: z.object({ key: z.string(), operationsKey: z.string(), since: count, until: count }),
};
