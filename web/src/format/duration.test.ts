import { describe, expect, it } from 'vitest';
import { formatDuration, formatOffset } from './duration';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.4231, '0.42 ms'],
    [0.999, '1 ms'],
    [4.26, '4.3 ms'],
    [9.99, '10 ms'],
    [123.4, '123 ms'],
    [999.6, '1 s'],
    [1204, '1.2 s'],
    [12_340, '12.3 s'],
    [59_990, '1 min'],
    [185_000, '3 min 5 s'],
    [3_599_900, '1 h'],
    [8_040_000, '2 h 14 min'],
    [86_399_000, '1 d'],
    [273_600_000, '3 d 4 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatOffset', () => {
  it.each([
    [-3, '+0.000 s'],
    [1204, '+1.204 s'],
    [59_999, '+59.999 s'],
    [123_400, '+2:03.400'],
    [3_723_400, '+1:02:03.400'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatOffset(ms)).toBe(text);
  });
});
