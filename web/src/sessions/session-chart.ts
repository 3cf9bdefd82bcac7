import type { SessionSeries } from '@callsight/query-service/contract';
import { type ChartModel, toBuckets } from '../chart/chart-model';
import { formatCount } from '../format/numbers';

/** Sessions Over Time: how many were active in each bucket, and how many of them were new. */
export function toSessionChart(answer: SessionSeries): ChartModel {
  const { points, ...axis } = toBuckets(answer);
  const created = points.map((point) => point?.created ?? 0);
  const active = points.map((point) => point?.active ?? 0);
  const total = created.reduce((sum, count) => sum + count, 0);
  return {
    ...axis,
    unit: 'count',
    scale: 'linear',
    series: [
      { label: 'Created', color: '--chart-main', shape: 'bars', values: created },
      { label: 'Active', color: '--chart-second', shape: 'line', values: active },
    ],
    summary: `Sessions over time: ${formatCount(total)} created, at most ${formatCount(Math.max(0, ...active))} active at once.`,
  };
}
