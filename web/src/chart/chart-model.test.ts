import { describe, expect, it } from 'vitest';
import { toBuckets, toDecades, toStacked } from './chart-model';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('buckets of a series', () => {
  it('cover the whole period, also where the answer has no point', () => {
    const { times, points, span } = toBuckets({
      period: { from: at(125), to: at(400) },
      bucketSeconds: 60,
      points: [{ time: at(180), count: 3 }],
    });
    expect(times).toEqual([120, 180, 240, 300, 360]);
    expect(span).toEqual([120, 420]);
    expect(points.map((point) => point?.count)).toEqual([undefined, 3, undefined, undefined, undefined]);
  });

  it('follow the grid of the answer, whatever it is aligned to', () => {
    const { times } = toBuckets({ period: { from: at(100), to: at(300) }, bucketSeconds: 60, points: [{ time: at(130) }] });
    expect(times).toEqual([70, 130, 190, 250]);
  });

  it('exist without any point', () => {
    expect(toBuckets({ period: { from: at(0), to: at(120) }, bucketSeconds: 60, points: [] }).times).toEqual([0, 60]);
  });
});

describe('stacking', () => {
  it('puts each bar on the ones before it and leaves lines alone', () => {
    const stacked = toStacked([
      { label: 'ok', color: '--chart-good', shape: 'bars', values: [4, 2] },
      { label: 'failed', color: '--chart-bad', shape: 'bars', values: [1, 0] },
      { label: 'p50', color: '--chart-main', shape: 'line', values: [7, null] },
    ]);
    expect(stacked).toEqual([
      [4, 2],
      [5, 2],
      [7, null],
    ]);
  });
});

it('a logarithmic scale spans whole decades, at least one', () => {
  expect(toDecades(3, 700)).toEqual([1, 1000]);
  expect(toDecades(100, 100)).toEqual([100, 1000]);
  expect(toDecades(0.2, 30)).toEqual([0.1, 100]);
});
