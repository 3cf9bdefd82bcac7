import { describe, expect, it } from 'vitest';
import { toAxis, toDecades, toStacked, toSteps } from './chart-model';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('the axis of a series', () => {
  it('ends where the last bucket ends', () => {
    const points = [{ time: at(120) }, { time: at(180) }];
    expect(toAxis({ bucketSeconds: 60, points })).toEqual({ times: [120, 180], span: [120, 240], bucketSeconds: 60 });
  });

  it('takes buckets that a change of the clock has made shorter as they are', () => {
    expect(toAxis({ bucketSeconds: 10_800, points: [{ time: at(0) }, { time: at(7200) }] }).times).toEqual([0, 7200]);
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

it('a linear axis goes in round steps from zero to just above the highest value', () => {
  expect(toSteps(9, 'count')).toEqual([0, 5, 10]);
  expect(toSteps(0, 'count')).toEqual([0, 1, 2, 3, 4]);
  expect(toSteps(1234, 'count')).toEqual([0, 500, 1000, 1500]);
  expect(toSteps(0.3, 'duration')).toEqual([0, 0.5, 1]);
  expect(toSteps(700, 'duration')).toEqual([0, 200, 400, 600, 800]);
});

it('a logarithmic scale spans whole decades, at least one', () => {
  expect(toDecades(3, 700)).toEqual([1, 1000]);
  expect(toDecades(100, 100)).toEqual([100, 1000]);
  expect(toDecades(0.2, 30)).toEqual([0.1, 100]);
});
