import { z } from 'zod';
import { callStatistics } from './call-statistics.js';
import { filterQuery, formatQuery, order, pageQuery, period, seriesQuery } from './filters.js';
import { operation } from './operations.js';

export const toolCallListQuery = z.object({
  ...filterQuery.shape,
  sort: z
    .enum(['started', 'duration', 'argumentsSize', 'resultSize'])
    .default('started')
    .describe('What the list is ordered by')
    .meta({ examples: ['duration'] }),
  order: order.describe('`desc`: newest, slowest or largest first'),
  ...pageQuery.shape,
  ...formatQuery.shape,
});

export const toolCallPage = z.object({
  period,
  items: z.array(operation),
  nextCursor: z.string().nullable(),
});

export const toolCallSummary = z.object({
  period,
  ...callStatistics.shape,
  previous: z.object({ period, ...callStatistics.shape }).describe('The same for the period before, of equal length'),
});

const point = z.object({ time: z.iso.datetime().describe('Start of the bucket'), ...callStatistics.shape });

export const toolCallSeriesQuery = seriesQuery.extend({
  by: z
    .enum(['tool', 'outcome', 'client', 'service'])
    .optional()
    .describe('Also a series for each of the ten with the most calls, and one for all others')
    .meta({ examples: ['tool'] }),
});

export const toolCallSeries = z.object({
  period,
  tz: z.string(),
  bucketSeconds: z.int(),
  points: z.array(point),
  groups: z
    .array(
      z.object({
        name: z.string().nullable().describe('Null for all others together'),
        calls: z.int(),
        points: z.array(point.pick({ time: true, calls: true, failed: true, p50Ms: true, p95Ms: true, p99Ms: true })),
      }),
    )
    .describe('Most calls first; empty without `by`'),
});

/** How many calls took how long, over time. */
export const latencyHeatmap = z.object({
  period,
  tz: z.string(),
  bucketSeconds: z.int(),
  times: z.array(z.iso.datetime()).describe('Start of each bucket'),
  bounds: z.array(z.number()).describe('Lower bound of each band in milliseconds; a band ends where the next begins'),
  cells: z
    .array(
      z.object({
        time: z.int().describe('Index into `times`'),
        band: z.int().describe('Index into `bounds`'),
        calls: z.int(),
        failed: z.int(),
      }),
    )
    .describe('Cells with at least one call'),
});

export type ToolCallListQuery = z.infer<typeof toolCallListQuery>;
export type ToolCallPage = z.infer<typeof toolCallPage>;
export type ToolCallSummary = z.infer<typeof toolCallSummary>;
export type ToolCallSeriesQuery = z.infer<typeof toolCallSeriesQuery>;
export type ToolCallSeries = z.infer<typeof toolCallSeries>;
export type LatencyHeatmap = z.infer<typeof latencyHeatmap>;
