import { describe, expect, test } from 'vitest';
import { toPeriod, toPreviousPeriod } from './period.js';

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

  test('before another ends where it starts and is as long', () => {
    expect(toPreviousPeriod(toPeriod({ from: 'now-6h', to: 'now-1h' }, now))).toEqual({
      from: '2026-03-10T01:00:00.000Z',
      to: '2026-03-10T06:00:00.000Z',
    });
  });
});
