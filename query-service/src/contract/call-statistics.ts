import { z } from 'zod';

export const latency = z.object({
  averageMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});

export const counts = z.object({
  calls: z.int(),
  failed: z.int().describe('Calls that neither succeeded nor were cancelled'),
  cancelled: z.int(),
  successRate: z.number().min(0).max(1).nullable().describe('ok / (all − cancelled); null without calls'),
});

/** How many tool calls, how many of them well, and how fast. */
export const callStatistics = z.object({ ...counts.shape, ...latency.shape });

export type CallStatistics = z.infer<typeof callStatistics>;
