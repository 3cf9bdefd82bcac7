import { z } from 'zod';
import { period } from './filters.js';
import { operation } from './operations.js';

const latency = z.object({
  averageMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});

const counts = z.object({
  calls: z.int(),
  failed: z.int().describe('Calls that neither succeeded nor were cancelled'),
  cancelled: z.int(),
  successRate: z.number().min(0).max(1).nullable().describe('ok / (all − cancelled); null without calls'),
});

export const toolCallPage = z.object({
  period,
  items: z.array(operation),
  nextCursor: z.string().nullable(),
});

export const toolCallSummary = z.object({ period, ...counts.shape, ...latency.shape });

export const toolCallSeries = z.object({
  period,
  bucketSeconds: z.int(),
  points: z.array(z.object({ time: z.iso.datetime(), ...counts.shape, ...latency.shape })),
});

/** One tool of one service over the period. */
export const tool = z.object({
  service: z.string(),
  name: z.string(),
  ...counts.shape,
  ...latency.shape,
  sessions: z.int(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});

export const toolList = z.object({ period, items: z.array(tool) });

export type ToolCallPage = z.infer<typeof toolCallPage>;
export type ToolCallSummary = z.infer<typeof toolCallSummary>;
export type ToolCallSeries = z.infer<typeof toolCallSeries>;
export type Tool = z.infer<typeof tool>;
export type ToolList = z.infer<typeof toolList>;
