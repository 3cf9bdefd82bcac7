import { z } from 'zod';
import { callStatistics } from './call-statistics.js';
import { filterQuery, formatQuery, period } from './filters.js';
import { sessionTotals } from './sessions.js';

/** The first glance: is anything there, and is it healthy. */
export const overview = z.object({
  period,
  sessions: sessionTotals,
  toolCalls: callStatistics,
  previous: z
    .object({ period, sessions: sessionTotals, toolCalls: callStatistics })
    .describe('The same for the period before, of equal length'),
  lastOperationAt: z.iso.datetime().nullable().describe('Newest operation of all time; null in an empty database'),
});

/** Lists that are always answered whole. */
export const wholeListQuery = filterQuery.extend(formatQuery.shape);

const traffic = {
  sessions: z.int(),
  operations: z.int().describe('As each side reported them'),
  toolCalls: z.int(),
  errors: z.int().describe('Operations that neither succeeded nor were cancelled'),
  errorRate: z.number().min(0).max(1).nullable().describe('errors / operations'),
  lastSeenAt: z.iso.datetime(),
};

export const service = z.object({ name: z.string(), ...traffic });
export const serviceList = z.object({ period, items: z.array(service) });

export const client = z.object({
  name: z.string().nullable(),
  version: z.string().nullable(),
  transport: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  ...traffic,
});
export const clientList = z.object({ period, items: z.array(client) });

export type Overview = z.infer<typeof overview>;
export type ServiceList = z.infer<typeof serviceList>;
export type ClientList = z.infer<typeof clientList>;
