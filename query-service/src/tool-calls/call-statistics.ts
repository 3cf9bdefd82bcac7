import { z } from 'zod';
import { count, measure } from '../database/columns.js';

/** Columns of the fragment `tool-calls/call-statistics`. */
export const callStatisticsRow = z.object({
  calls: count,
  failed: count,
  cancelled: count,
  averageMs: measure,
  percentiles: z.tuple([measure, measure, measure]),
});

/** Counts, success rate and latencies as the API shows them; rates and latencies are null without calls. */
export function toCallStatistics({
  calls,
  failed,
  cancelled,
  averageMs,
  percentiles: [p50Ms, p95Ms, p99Ms],
}: z.infer<typeof callStatisticsRow>) {
  const judged = calls - cancelled;
  return { calls, failed, cancelled, successRate: judged > 0 ? (judged - failed) / judged : null, averageMs, p50Ms, p95Ms, p99Ms };
}

/** The statistics of a bucket without calls. */
export const noCalls = toCallStatistics({ calls: 0, failed: 0, cancelled: 0, averageMs: null, percentiles: [null, null, null] });
