import type { ToolCallSeries } from '@callsight/query-service/contract';
import { type ChartModel, type ChartSeries, toBuckets } from '../chart/chart-model';
import { formatDuration } from '../format/duration';
import { formatCount } from '../format/numbers';

/** Where the slowest p95 is more than this many times the fastest p50, only a logarithmic scale shows both. */
const linearLimit = 40;
const shortestDrawnMs = 0.01;

/** Calls in each bucket, by how they ended. */
export function toVolumeChart(answer: ToolCallSeries): ChartModel {
  const { points, ...axis } = toBuckets(answer);
  const failed = points.map((point) => point?.failed ?? 0);
  const cancelled = points.map((point) => point?.cancelled ?? 0);
  const ok = points.map((point) => (point === undefined ? 0 : point.calls - point.failed - point.cancelled));
  const series: ChartSeries[] = [
    { label: 'OK', color: '--chart-good', shape: 'bars', values: ok },
    { label: 'Failed', color: '--chart-bad', shape: 'bars', values: failed },
  ];
  if (sum(cancelled) > 0) series.push({ label: 'Cancelled', color: '--chart-quiet', shape: 'bars', values: cancelled });
  const calls = sum(ok) + sum(failed) + sum(cancelled);
  return {
    ...axis,
    unit: 'count',
    scale: 'linear',
    series,
    summary: `Tool calls over time: ${formatCount(calls)} calls, ${formatCount(sum(failed))} failed.`,
  };
}

/** Median and 95th percentile of the latency in each bucket. */
export function toLatencyChart(answer: ToolCallSeries): ChartModel {
  const { points, ...axis } = toBuckets(answer);
  const p50 = points.map((point) => toDrawable(point?.p50Ms));
  const p95 = points.map((point) => toDrawable(point?.p95Ms));
  const highest = Math.max(0, ...p95.map((value) => value ?? 0));
  const lowest = Math.min(highest, ...p50.map((value) => value ?? highest));
  return {
    ...axis,
    unit: 'duration',
    scale: highest > lowest * linearLimit ? 'log' : 'linear',
    series: [
      { label: 'p95', color: '--chart-second', shape: 'line', values: p95 },
      { label: 'p50', color: '--chart-main', shape: 'line', values: p50 },
    ],
    summary: `Latency of tool calls over time: p95 at most ${formatDuration(highest)}.`,
  };
}

/** A logarithm needs more than zero. */
function toDrawable(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.max(ms, shortestDrawnMs);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
