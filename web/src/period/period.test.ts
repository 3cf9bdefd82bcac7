import { describe, expect, it } from 'vitest';
import { describeRange, describeRangeShortly, isRelative, resolveEnd, toLocalInput, toRange } from './period';

describe('a time range', () => {
  it('carries the name of its preset', () => {
    expect(describeRange({ from: 'now-7d', to: 'now' })).toBe('Last 7 days');
  });

  it('shows both ends when it is no preset', () => {
    const from = new Date(2026, 10, 21, 8, 0).toISOString();
    const to = new Date(2026, 10, 22, 9, 30).toISOString();
    expect(describeRange({ from, to })).toBe('21 Nov 08:00 – 22 Nov 09:30');
  });

  it('is short enough for a phone', () => {
    expect(describeRangeShortly({ from: 'now-7d', to: 'now' }, 0)).toBe('7d');
    expect(describeRangeShortly({ from: '1970-01-01T00:00:00Z', to: 'now' }, 200_000)).toBe('for 3m');
    expect(describeRangeShortly({ from: '2026-11-20T00:00:00Z', to: '2026-11-22T03:00:00Z' }, 0)).toBe('for 2d');
    expect(describeRangeShortly({ from: '2026-11-20T00:00:00Z', to: '2026-11-20T00:00:07Z' }, 0)).toBe('for 7s');
  });

  it('is relative only while it ends now', () => {
    expect(isRelative({ from: 'now-2h', to: 'now' })).toBe(true);
    expect(isRelative({ from: 'now-2h', to: '2026-11-22T08:00:00Z' })).toBe(false);
  });

  it('runs forward even when it was dragged backwards', () => {
    expect(toRange(2000, 1000)).toEqual({ from: '1970-01-01T00:00:01.000Z', to: '1970-01-01T00:00:02.000Z' });
  });

  it('resolves both kinds of end', () => {
    expect(resolveEnd('now', 5000)).toBe(5000);
    expect(resolveEnd('now-15m', 1_000_000)).toBe(100_000);
    expect(resolveEnd('1970-01-01T00:00:07Z', 0)).toBe(7000);
  });

  it('fills a datetime-local field in local time', () => {
    expect(toLocalInput(new Date(2026, 10, 22, 8, 5).getTime())).toBe('2026-11-22T08:05');
  });
});
