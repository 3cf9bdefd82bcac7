import { z } from 'zod';
import { count } from '../database/columns.js';
import { operationRow } from '../database/operation-row.js';
import { listSessions } from '../sessions/queries.js';

export const databaseClock = { name: 'live/clock', row: z.object({ now: z.string() }) };
export const newestOperations = { name: 'live/operations', row: operationRow.extend({ ingestedAt: z.string() }) };
export const arrivals = { name: 'live/arrivals', row: z.object({ arrived: count }) };
export const newestSnapshots = { name: 'live/running', row: operationRow.extend({ seen: z.string() }) };
export const endedOperations = { name: 'live/ended', row: z.object({ traceId: z.string(), spanId: z.string() }) };
export const changedSessions = { name: 'live/sessions', row: listSessions.row };
