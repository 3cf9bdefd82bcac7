import { afterEach, expect, test, vi } from 'vitest';
import { now } from './clock.js';

afterEach(() => {
  vi.useRealTimers();
});

test('moments of one millisecond are told apart and in order', () => {
  const moments = Array.from({ length: 1_000 }, now);
  expect([...moments].sort((a, b) => a - b)).toEqual(moments);
  expect(moments.some((moment) => !Number.isInteger(moment))).toBe(true);
});

test('a wall clock that is set is followed', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(new Date('2030-01-01T00:00:00Z'));
  expect(Math.abs(now() - Date.parse('2030-01-01T00:00:00Z'))).toBeLessThanOrEqual(2);
});
