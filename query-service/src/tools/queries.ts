import { z } from 'zod';
import { count, measure, optionalText } from '../database/columns.js';
import { callStatisticsRow } from '../tool-calls/call-statistics.js';

const quantiles = z.tuple([measure, measure]);

/** 64 bits: text, where a number would not be exact. */
const hash = z.string();

const toolRow = callStatisticsRow.extend({
  serviceName: z.string(),
  name: z.string(),
  outcomes: z.array(count),
  clients: count,
  argumentsQuantiles: quantiles,
  argumentsMax: z.coerce.number().nullable(),
  resultQuantiles: quantiles,
  resultMax: z.coerce.number().nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});

export const listTools = { name: 'tools/list', row: toolRow };
/** Rows of services have no client, and those of clients no service. */
export const oneTool = {
  name: 'tools/one-tool',
  row: toolRow.extend({ ofService: z.coerce.boolean(), serviceHash: hash, clientName: optionalText, clientVersion: optionalText }),
};

export const argumentShapes = {
  name: 'tools/argument-shapes',
  row: callStatisticsRow.extend({ shape: z.string(), arguments: z.array(z.tuple([z.string(), z.string()])) }),
};
export const sessionCounts = {
  name: 'tools/session-counts',
  row: z.object({ serviceName: z.string(), name: z.string(), sessions: count }),
};
export const toolSessions = {
  name: 'tools/sessions',
  row: z.object({
    busiest: z.array(z.tuple([hash, count, count, z.string()]).transform(([id, calls, failed, since]) => ({ id, calls, failed, since }))),
    numbers: z.record(hash, count),
  }),
};
export const sessionKeys = { name: 'tools/session-keys', row: z.object({ id: hash, key: z.string(), begin: count, end: count }) };
export const lastCalls = { name: 'tools/last-calls', row: z.object({ key: z.string(), lastCallAt: z.string() }) };

const definition = { serviceName: z.string(), hash: z.string(), bytes: count, tokens: count };

export const listedTools = { name: 'tools/listed', row: z.object({ ...definition, name: z.string(), listedAt: z.string() }) };
export const toolDefinitions = {
  name: 'tools/definitions',
  row: z.object({ ...definition, firstListedAt: z.string(), lastListedAt: z.string(), current: z.coerce.boolean() }),
};
export const callsByDefinition = {
  name: 'tools/calls-by-definition',
  row: z.object({ serviceName: z.string(), start: count, calls: count, failed: count, cancelled: count }),
};
