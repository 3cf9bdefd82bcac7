import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillBuckets, toBuckets } from './buckets.js';
import { toPeriod } from './period.js';

const now = new Date('2026-03-10T12:00:00.000Z');
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
const startsOf = (from: string, to: string, tz: string, buckets?: number) =>
  toBuckets({ from, to }, { tz, ...(buckets ? { buckets } : {}) }).starts.map(iso);

describe('buckets', () => {
  test.each([
    ['now-15m', 10],
    ['now-1h', 30],
    ['now-24h', 900],
    ['now-7d', 10_800],
    ['now-30d', 21_600],
    ['now-52w', 345_600],
  ])('of %s are %i seconds wide', (from, seconds) => {
    expect(toBuckets(toPeriod({ from, to: 'now' }, now)).seconds).toBe(seconds);
  });

  test('begin before the period where it starts inside one, and never at its end', () => {
    const period = { from: '2026-03-10T11:58:30.000Z', to: '2026-03-10T12:00:00.000Z' };
    expect(toBuckets(period, { buckets: 2 }).starts.map(iso)).toEqual(['2026-03-10T11:58:00.000Z', '2026-03-10T11:59:00.000Z']);
  });

  test('of days start at local midnight, on a day of 23 hours and one of 25 too', () => {
    expect(startsOf('2026-03-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z', 'Europe/Berlin', 4)).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    expect(startsOf('2026-10-24T22:00:00.000Z', '2026-10-26T22:00:00.000Z', 'Europe/Berlin', 2)).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  test('of several hours start at the same local times on every day, so that those around the change are shorter or longer', () => {
    const spring = startsOf('2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 'Europe/Berlin', 4);
    expect(spring).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
      '2026-03-29T10:00:00.000Z',
      '2026-03-29T16:00:00.000Z',
    ]);
    const autumn = startsOf('2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 'Europe/Berlin', 5);
    expect(autumn).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
      '2026-10-25T11:00:00.000Z',
      '2026-10-25T17:00:00.000Z',
    ]);
  });

  test('of an hour are an hour on every day: the one that comes twice has two', () => {
    const autumn = startsOf('2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 'Europe/Berlin', 25);
    expect(autumn).toHaveLength(25);
    expect(autumn.slice(2, 5)).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z']);
  });

  test('start with the local hour where zones differ by part of one', () => {
    expect(startsOf('2026-03-10T00:00:00.000Z', '2026-03-10T02:00:00.000Z', 'Asia/Kathmandu', 2)).toEqual([
      '2026-03-09T23:15:00.000Z',
      '2026-03-10T00:15:00.000Z',
      '2026-03-10T01:15:00.000Z',
    ]);
  });

  test('of days start later where the clock skips midnight', () => {
    expect(startsOf('2026-04-24T00:00:00.000Z', '2026-04-25T00:00:00.000Z', 'Africa/Cairo', 1)).toEqual([
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T21:00:00.000Z',
    ]);
  });

  test('of several days are cut the same whatever the period starts with', () => {
    const first = toBuckets({ from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }, { tz: 'America/New_York' });
    const later = toBuckets({ from: '2025-01-02T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' }, { tz: 'America/New_York' });
    const shared = later.starts.filter((start) => start > (later.starts[0] ?? 0) && start <= (first.starts.at(-1) ?? 0));
    expect(first.starts).toEqual(expect.arrayContaining(shared));
  });

  test('cover any period in any zone without gap or overlap, and are not many more than asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 946_684_800, max: 2_208_988_800 }),
        fc.integer({ min: 1, max: 40_000_000 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Apia'),
        fc.integer({ min: 1, max: 500 }),
        (from, length, tz, maximum) => {
          const { starts, seconds } = toBuckets({ from: iso(from), to: iso(from + length) }, { tz, buckets: maximum });
          expect(starts[0]).toBeLessThanOrEqual(from);
          expect(starts.at(-1)).toBeLessThan(from + length);
          expect([...starts].sort((a, b) => a - b)).toEqual(starts);
          expect(new Set(starts).size).toBe(starts.length);
          expect(starts.length).toBeLessThanOrEqual(maximum + Math.ceil((length / 86_400) * 0.1) + 2);
          for (const [index, start] of starts.entries()) {
            const width = (starts[index + 1] ?? start + seconds) - start;
            expect(width).toBeGreaterThan(0);
            expect(width).toBeLessThanOrEqual(seconds + 7_200);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('without a row are filled in', () => {
    const buckets = { tz: 'UTC', seconds: 60, starts: [60, 120] };
    expect(fillBuckets(buckets, [{ time: 120, n: 3 }], (time, row) => [time, row?.n ?? 0])).toEqual([
      ['1970-01-01T00:01:00.000Z', 0],
      ['1970-01-01T00:02:00.000Z', 3],
    ]);
  });
});
