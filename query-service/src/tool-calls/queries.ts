import { z } from 'zod';
import { count } from '../database/columns.js';
import { operationRow } from '../database/operation-row.js';
import { callStatisticsRow } from './call-statistics.js';

export const summarizeToolCalls = { name: 'tool-calls/summary', row: callStatisticsRow };
export const summarizeBothPeriods = { name: 'tool-calls/summary-of-both', row: callStatisticsRow.extend({ isNow: z.coerce.boolean() }) };
export const toolCallSeries = { name: 'tool-calls/series', row: callStatisticsRow.extend({ time: count }) };
export const toolCallSeriesBy = {
  name: 'tool-calls/series-by',
  row: callStatisticsRow.extend({ others: z.coerce.boolean(), name: z.string(), time: count }),
};
export const latencyCells = {
  name: 'tool-calls/heatmap',
  row: z.object({ time: count, band: count, calls: count, failed: count }),
};
export const listToolCalls = { name: 'tool-calls/list', row: operationRow };
export const exportToolCalls = { name: 'tool-calls/export' };
export const exportDays = { name: 'tool-calls/export-days', row: z.object({ start: count, rows: count }) };
export const exportSlots = { name: 'tool-calls/export-slots', row: z.object({ start: count, rows: count }) };

export const numberOfCalls = { name: 'tool-calls/number', row: z.object({ calls: count }) };
