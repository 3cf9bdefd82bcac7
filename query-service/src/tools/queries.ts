import { z } from 'zod';
import { count, measure, optionalText } from '../database/columns.js';
import { callStatisticsRow } from '../tool-calls/call-statistics.js';

export const listTools = {
  name: 'tools/list',
  row: callStatisticsRow.extend({
    serviceName: z.string(),
    name: z.string(),
    sessions: count,
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  }),
};

const quantiles = z.tuple([measure, measure]);

export const toolTraits = {
  name: 'tools/traits',
  row: z.object({
    serviceName: z.string(),
    name: z.string(),
    outcomes: z.array(count),
    clients: count,
    argumentsQuantiles: quantiles,
    argumentsMax: z.coerce.number().nullable(),
    resultQuantiles: quantiles,
    resultMax: z.coerce.number().nullable(),
  }),
};

export const argumentShapes = { name: 'tools/argument-shapes', row: callStatisticsRow.extend({ shape: z.string() }) };
export const argumentNames = {
  name: 'tools/argument-names',
  row: z.object({ name: z.string(), type: z.string(), calls: count, failed: count }),
};
export const toolClients = { name: 'tools/clients', row: callStatisticsRow.extend({ name: optionalText, version: optionalText }) };
export const toolSessions = {
  name: 'tools/sessions',
  row: z.object({ key: z.string(), calls: count, failed: count, lastCallAt: z.string() }),
};
