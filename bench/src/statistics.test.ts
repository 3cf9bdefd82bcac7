import { expect, it } from 'vitest';
import { medianInterval } from './statistics.js';

const upTo = (most: number) => Array.from({ length: most }, (_, index) => most - index);

/** The chance that fewer than `from` of so many fair coins show heads is at most 2.5 %, and that of `from` or fewer is not. */
it.each([
  { values: 6, from: 1, to: 6 },
  { values: 9, from: 2, to: 8 },
  { values: 15, from: 4, to: 12 },
  { values: 20, from: 6, to: 15 },
])('says between which of $values values the median lies', ({ values, from, to }) => {
  expect(medianInterval(upTo(values))).toEqual([from, to]);
});

it('gives the whole range where there are too few values to be sure', () => {
  expect(medianInterval([3, 1, 2])).toEqual([1, 3]);
});
