import { z } from 'zod';
import { count, measure } from '../database/columns.js';

export const arrivals = {
  name: 'health/freshness',
  row: z.object({ arrivals: count, newestArrivalAt: z.string().nullable(), lagP50Ms: measure, lagP95Ms: measure }),
};

export const newestOperation = { name: 'health/newest', row: z.object({ startedAt: z.string(), arrivedAt: z.string() }) };

export const rejectedSpans = {
  name: 'health/rejected',
  row: z
    .object({ date: z.string(), service: z.string(), reason: z.string(), spans: count })
    .transform(({ date, ...row }) => ({ day: date, ...row })),
};

export const tableStorage = {
  name: 'health/storage',
  row: z.object({ name: z.string(), rows: count, bytes: count, uncompressedBytes: count, retentionDays: z.number().nullable() }),
};

export const databaseVersions = { name: 'health/database', row: z.object({ clickhouse: z.string(), schemaVersion: count }) };

export const collectors = {
  name: 'health/collector',
  row: z.object({
    instances: count,
    acceptedSpans: count,
    refusedSpans: count,
    sentSpans: count,
    failedSpans: count,
    queued: count,
    queueCapacity: count,
    reportedAt: z.string(),
  }),
};
