import { expect, it } from 'vitest';
import { toSparkline } from './sparkline-path';

it('goes from edge to edge, the highest value on top', () => {
  expect(toSparkline([0, 10, 5]).line).toBe('M0 22 L50 2 L100 12');
});

it('leaves a gap where there is no value', () => {
  expect(toSparkline([1, null, 1]).line).toBe('M0 2 M100 2');
});

it('lies on the ground while there is nothing', () => {
  expect(toSparkline([0, 0])).toEqual({ line: 'M0 22 L100 22', area: 'M0 22 L100 22 L100 24 L0 24 Z' });
});
