import { expect, it } from 'vitest';
import { toSessionChart } from './session-chart';

const rest = { averageDurationMs: null, operations: 9, errors: 0 };

it('shows what was created, active and open in each bucket, and tells the chart in a sentence', () => {
  const chart = toSessionChart({
    period: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:02:00Z' },
    tz: 'UTC',
    bucketSeconds: 60,
    points: [
      { time: '2026-11-22T08:00:00Z', created: 2, active: 3, open: 4, ...rest },
      { time: '2026-11-22T08:01:00Z', created: 1, active: 5, open: 6, ...rest },
    ],
  });
  expect(chart.series.map(({ values }) => values)).toEqual([
    [2, 1],
    [3, 5],
    [4, 6],
  ]);
  expect(chart.summary).toBe('Sessions over time: 3 created, at most 6 open and 5 active at once.');
});
