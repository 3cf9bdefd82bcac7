import { z } from 'zod';
import { count } from '../database/columns.js';
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
