import { z } from 'zod';
import { operationRow } from '../database/operation-row.js';
import { callStatisticsRow } from './call-statistics.js';

export const summarizeToolCalls = { name: 'tool-calls/summary', row: callStatisticsRow };
export const toolCallSeries = { name: 'tool-calls/series', row: callStatisticsRow.extend({ time: z.string() }) };
export const listToolCalls = { name: 'tool-calls/list', row: operationRow };
