import { describe, expect, test } from 'vitest';
import { fillBuckets, toBucketSeconds, toBucketStarts } from './buckets.js';
import { toPeriod } from './period.js';

const now = new Date('2026-03-10T12:00:00.000Z');

describe('a period', () => {
  test.each([
    ['now-15m', 'now', '2026-03-10T11:45:00.000Z', '2026-03-10T12:00:00.000Z'],
    ['now-2w', 'now-1d', '2026-02-24T12:00:00.000Z', '2026-03-09T12:00:00.000Z'],
    ['2026-03-01T00:00:00+02:00', '2026-03-02T00:00:00Z', '2026-02-28T22:00:00.000Z', '2026-03-02T00:00:00.000Z'],
  ])('%s to %s', (from, to, start, end) => {
    expect(toPeriod({ from, to }, now)).toEqual({ from: start, to: end });
  });

  test('that ends before it starts is refused with both ends', () => {
    expect(() => toPeriod({ from: 'now', to: 'now-1h' }, now)).toThrow(
      'expected from before to, got from=2026-03-10T12:00:00.000Z and to=2026-03-10T11:00:00.000Z',
    );
  });

  test('with a day that no calendar has is refused', () => {
    expect(() => toPeriod({ from: '2026-13-45T00:00:00Z', to: 'now' }, now)).toThrow('expected a point in time');
  });
});

describe('buckets', () => {
  test.each([
    ['now-15m', 10],
    ['now-1h', 30],
    ['now-24h', 900],
    ['now-7d', 10_800],
    ['now-30d', 21_600],
    ['now-52w', 345_600],
  ])('%s is cut every %i seconds', (from, seconds) => {
    expect(toBucketSeconds(toPeriod({ from, to: 'now' }, now))).toBe(seconds);
  });

  test('begin before the period where it starts inside one, and never at its end', () => {
    const period = { from: '2026-03-10T11:58:30.000Z', to: '2026-03-10T12:00:00.000Z' };
    expect(toBucketStarts(period, 60)).toEqual(['2026-03-10T11:58:00.000Z', '2026-03-10T11:59:00.000Z']);
  });

  test('without a row are filled in', () => {
    const starts = ['2026-03-10T11:58:00.000Z', '2026-03-10T11:59:00.000Z'];
    expect(fillBuckets(starts, [{ time: '2026-03-10T11:59:00Z', n: 3 }], (time, row) => [time, row?.n ?? 0])).toEqual([
      ['2026-03-10T11:58:00.000Z', 0],
      ['2026-03-10T11:59:00.000Z', 3],
    ]);
  });
});
