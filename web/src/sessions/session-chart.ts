import type { SessionSeries } from '@callsight/query-service/contract';
import { type ChartModel, toAxis } from '../chart/chart-model';
import { formatCount } from '../format/numbers';

/** Sessions Over Time: how many were created in each bucket, and how many were open at the same time. */
export function toSessionChart(answer: SessionSeries): ChartModel {
  const created = answer.points.map((point) => point.created);
  const active = answer.points.map((point) => point.active);
  const open = answer.points.map((point) => point.open);
  const total = created.reduce((sum, count) => sum + count, 0);
  return {
    ...toAxis(answer),
    unit: 'count',
    scale: 'linear',
    series: [
      { label: 'Created', color: '--chart-main', shape: 'bars', values: created },
      { label: 'Active', color: '--chart-second', shape: 'line', values: active },
      { label: 'Open', color: '--chart-third', shape: 'line', values: open },
    ],
    summary: `Sessions over time: ${formatCount(total)} created, at most ${formatCount(Math.max(0, ...open))} open and ${formatCount(Math.max(0, ...active))} active at once.`,
  };
}
