import { expect, it } from 'vitest';
import { toSessionChart } from './session-chart';

const rest = { open: 5, averageDurationMs: null, operations: 9, errors: 0 };

it('counts a bucket without sessions as zero and tells the chart in a sentence', () => {
  const chart = toSessionChart({
    period: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:03:00Z' },
    tz: 'UTC',
    bucketSeconds: 60,
    points: [
      { time: '2026-11-22T08:00:00Z', created: 2, active: 3, ...rest },
      { time: '2026-11-22T08:02:00Z', created: 1, active: 5, ...rest },
    ],
  });
  expect(chart.series.map(({ values }) => values)).toEqual([
    [2, 0, 1],
    [3, 0, 5],
  ]);
  expect(chart.summary).toBe('Sessions over time: 3 created, at most 5 active at once.');
});
