import type { ErrorDetail } from '@callsight/query-service/contract';
import { type ChartModel, toAxis } from '../chart/chart-model';
import { formatCount } from '../format/numbers';

/** How often one kind of error came in each bucket. */
export function toErrorChart(detail: Pick<ErrorDetail, 'bucketSeconds' | 'points' | 'group'>): ChartModel {
  return {
    ...toAxis(detail),
    unit: 'count',
    scale: 'linear',
    series: [{ label: 'Errors', color: '--chart-bad', shape: 'bars', values: detail.points.map(({ count }) => count) }],
    summary: `This error over time: ${formatCount(detail.group.count)} times.`,
  };
}
