import { describe, expect, it } from 'vitest';
import { formatBytes, formatPercent } from './numbers';

describe('formatPercent', () => {
  it.each([
    [1, '100%'],
    [0, '0%'],
    [0.99999, '99.99%'],
    [0.00001, '0.01%'],
    [0.954, '95.4%'],
    [0.0042, '0.42%'],
  ])('writes %d as %s', (rate, text) => {
    expect(formatPercent(rate)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [4300, '4.2 KiB'],
    [16_384, '16 KiB'],
    [3_145_728, '3 MiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
