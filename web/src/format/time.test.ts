import { describe, expect, it } from 'vitest';
import { formatAge, formatAxisTime, formatExactTime, formatTime, toMilliseconds } from './time';

const noon = new Date(2026, 10, 22, 12, 0, 0, 7);

describe('toMilliseconds', () => {
  it('keeps the nanoseconds that Date drops', () => {
    expect(toMilliseconds('1970-01-01T00:00:01.000250000Z')).toBe(1000.25);
  });

  it('reads a time without a fraction', () => {
    expect(toMilliseconds('1970-01-01T00:00:01Z')).toBe(1000);
  });
});

describe('local times', () => {
  it('leave out the date of today', () => {
    expect(formatExactTime(noon.toISOString(), noon.getTime())).toBe('12:00:00.007');
  });

  it('name the day when it is another one', () => {
    expect(formatTime(noon.toISOString(), noon.getTime() + 86_400_000)).toBe('22 Nov 12:00:00');
  });
});

describe('formatAxisTime', () => {
  it('names the day on long axes, and seconds on short ones', () => {
    expect(formatAxisTime(noon.getTime(), 86_400_000)).toBe('22 Nov 12:00');
    expect(formatAxisTime(noon.getTime(), 180_000)).toBe('12:00:00');
  });
});

describe('formatAge', () => {
  it.each([
    [0, 'just now'],
    [12, '12 s ago'],
    [185, '3 min ago'],
    [7200, '2 h ago'],
    [345_600, '4 d ago'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatAge(noon.toISOString(), noon.getTime() + seconds * 1000)).toBe(text);
  });
});
