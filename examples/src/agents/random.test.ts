import { expect, test } from 'vitest';
import { createRandom } from './random.js';

const draw = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 1_000 }, () => random.between(10, 20));
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('numbers stay in their range and spread over it', () => {
  const drawn = draw(1);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...drawn)).toBeLessThan(20);
  const lower = drawn.filter((number) => number < 15).length;
  expect(lower).toBeGreaterThan(400);
  expect(lower).toBeLessThan(600);
});

test('a pick reaches every element', () => {
  const random = createRandom(3);
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])));
  expect([...picked].sort()).toEqual(['a', 'b', 'c']);
});
