import type { ToolCallSeries } from '@callsight/query-service/contract';
import { type ChartModel, type ChartSeries, toAxis } from '../chart/chart-model';
import { formatDuration } from '../format/duration';
import { formatCount } from '../format/numbers';
import { outcomeColors, outcomeLabels } from '../ui/status';

/** What the charts are split by; undefined: only into well, failed and cancelled. */
export type Split = 'tool' | 'outcome' | 'client' | 'service';

/** Where the slowest is more than this many times the fastest, only a logarithmic scale shows both. */
const linearLimit = 40;
const shortestDrawnMs = 0.01;
/** More series than this cannot be told apart. */
const mostSeries = 6;

/** Calls in each bucket, by how they ended. */
export function toVolumeChart(answer: ToolCallSeries): ChartModel {
  const failed = answer.points.map((point) => point.failed);
  const cancelled = answer.points.map((point) => point.cancelled);
  const ok = answer.points.map((point) => point.calls - point.failed - point.cancelled);
  const series: ChartSeries[] = [
    { label: 'OK', color: '--chart-good', shape: 'bars', values: ok },
    { label: 'Failed', color: '--chart-bad', shape: 'bars', values: failed },
  ];
  if (sum(cancelled) > 0) series.push({ label: 'Cancelled', color: '--chart-quiet', shape: 'bars', values: cancelled });
  const calls = sum(ok) + sum(failed) + sum(cancelled);
  return {
    ...toAxis(answer),
    unit: 'count',
    scale: 'linear',
    series,
    summary: `Tool calls over time: ${formatCount(calls)} calls, ${formatCount(sum(failed))} failed.`,
  };
}

/** Percentiles of the latency in each bucket. */
export function toLatencyChart(answer: ToolCallSeries): ChartModel {
  const read = (value: (point: ToolCallSeries['points'][number]) => number | null) =>
    answer.points.map((point) => toDrawable(value(point)));
  const p95 = read(({ p95Ms }) => p95Ms);
  return toDurationChart(
    answer,
    [
      { label: 'p99', color: '--chart-third', shape: 'line', values: read(({ p99Ms }) => p99Ms) },
      { label: 'p95', color: '--chart-second', shape: 'line', values: p95 },
      { label: 'p50', color: '--chart-main', shape: 'line', values: read(({ p50Ms }) => p50Ms) },
    ],
    `Latency of tool calls over time: p95 at most ${formatDuration(highestOf(p95))}.`,
  );
}

/** Calls in each bucket, a stack of groups. */
export function toVolumeBy(answer: ToolCallSeries, split: Split): ChartModel {
  const groups = toGroups(answer, split);
  return {
    ...toAxis(answer),
    unit: 'count',
    scale: 'linear',
    series: groups.map(({ label, color, points }) => ({ label, color, shape: 'bars', values: points.map(({ calls }) => calls) })),
    summary: `Tool calls over time by ${split}: ${groups.map(({ label, calls }) => `${label} ${formatCount(calls)}`).join(', ')}.`,
  };
}

/** The 95th percentile of each group; all others together have none. */
export function toLatencyBy(answer: ToolCallSeries, split: Split): ChartModel {
  const groups = toGroups(answer, split).filter(({ others }) => !others);
  return toDurationChart(
    answer,
    groups.map(({ label, color, points }) => ({ label, color, shape: 'line', values: points.map(({ p95Ms }) => toDrawable(p95Ms)) })),
    `p95 latency of tool calls over time by ${split}.`,
  );
}

interface Group {
  readonly label: string;
  readonly color: ChartSeries['color'];
  readonly calls: number;
  readonly others: boolean;
  readonly points: readonly { readonly calls: number; readonly p95Ms: number | null }[];
}

function toGroups({ groups, points }: ToolCallSeries, split: Split): Group[] {
  const named = groups.filter(({ name }) => name !== null);
  const shown = named.slice(0, mostSeries);
  const rest = groups.filter((group) => !shown.includes(group));
  const list: Group[] = shown.map(({ name, calls, points: own }, index) => ({
    label: toLabel(name ?? '', split),
    color: (split === 'outcome' ? outcomeColors[name ?? ''] : undefined) ?? `--chart-group-${index + 1}`,
    calls,
    others: false,
    points: own,
  }));
  if (rest.length === 0) return list;
  const others = points.map((_, index) => ({ calls: sum(rest.map((group) => group.points[index]?.calls ?? 0)), p95Ms: null }));
  return [...list, { label: 'Others', color: '--chart-quiet', calls: sum(rest.map(({ calls }) => calls)), others: true, points: others }];
}

function toLabel(name: string, split: Split): string {
  if (split === 'outcome') return outcomeLabels.find(([outcome]) => outcome === name)?.[1] ?? name;
  return name === '' ? 'unknown' : name;
}

function toDurationChart(answer: ToolCallSeries, series: ChartSeries[], summary: string): ChartModel {
  const values = series.flatMap((entry) => entry.values.filter((value) => value !== null));
  const highest = highestOf(values);
  const lowest = Math.min(highest, ...values);
  return { ...toAxis(answer), unit: 'duration', scale: highest > lowest * linearLimit ? 'log' : 'linear', series, summary };
}

function highestOf(values: readonly (number | null)[]): number {
  return Math.max(0, ...values.map((value) => value ?? 0));
}

/** A logarithm needs more than zero. */
function toDrawable(ms: number | null): number | null {
  return ms === null ? null : Math.max(ms, shortestDrawnMs);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
