import { z } from 'zod';
import { type Session, sessionBasis, sessionStatus } from '../contract/index.js';
import { count, measure, optionalText } from '../database/columns.js';
import type { Query } from '../database/query.js';

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
  })
  .transform(
    ({ sessionBasis: basis, serviceName, transportKind, operationCount, toolCallCount, errorCount, ...row }): Session => ({
      ...row,
      basis,
      service: serviceName,
      transport: transportKind,
      operations: operationCount,
      toolCalls: toolCallCount,
      errors: errorCount,
    }),
  );

export const listSessions = { name: 'sessions/list', row: sessionRow } satisfies Query<Session>;
export const oneSession = { name: 'sessions/one', row: sessionRow } satisfies Query<Session>;
export const summarizeSessions = {
  name: 'sessions/summary',
  row: z.object({ total: count, active: count, averageDurationMs: measure }),
};
export const createdSeries = { name: 'sessions/created-series', row: z.object({ time: z.string(), created_count: count }) };
export const activeByHours = { name: 'sessions/active-by-hours', row: z.object({ time: z.string(), active: count }) };
export const activeSeries = { name: 'sessions/active-series', row: z.object({ time: z.string(), active: count }) };
