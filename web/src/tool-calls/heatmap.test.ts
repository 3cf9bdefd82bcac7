import { describe, expect, it } from 'vitest';
import { toHeat, toHeatPaths } from './heatmap';

const answer = {
  period: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:02:00Z' },
  tz: 'UTC',
  bucketSeconds: 60,
  times: ['2026-11-22T08:00:00Z', '2026-11-22T08:01:00Z'],
  bounds: [0, 10, 100, 1000],
  cells: [
    { time: 0, band: 1, calls: 100, failed: 0 },
    { time: 1, band: 3, calls: 1, failed: 1 },
  ],
};

describe('the latency heat map', () => {
  it('shows the bands between the fastest and the slowest call, slowest on top', () => {
    const { bands, cells } = toHeat(answer);
    expect(bands).toEqual(['≥ 1 s', '100 ms – 1 s', '10 ms – 100 ms']);
    expect(cells.map(({ row }) => row)).toEqual([2, 0]);
  });

  it('gives the most calls the strongest level and one call the weakest', () => {
    expect(toHeat(answer).cells.map(({ level }) => level)).toEqual([5, 1]);
  });

  it('is drawn as one shape a level, and one for what failed', () => {
    expect(toHeatPaths(toHeat(answer).cells)).toEqual([
      { name: '5', path: 'M0.04 2.95h.92v-0.9h-.92z' },
      { name: '1', path: 'M1.04 0.95h.92v-0.9h-.92z' },
      { name: 'failed', path: 'M1.04 0.95h.92v-0.9h-.92z' },
    ]);
  });

  it('is empty without calls', () => {
    expect(toHeat({ ...answer, cells: [] })).toMatchObject({ bands: [], cells: [], summary: 'Latency heat map of 0 calls.' });
  });
});
