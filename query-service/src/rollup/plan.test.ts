import { expect, test } from 'vitest';
import { type BucketChoice, toPlan } from './plan.js';

const day = Date.parse('2026-11-20T00:00:00Z') / 1_000;
const hour = 3_600;
const toTime = (hours: number) => new Date((day + hours * hour) * 1_000).toISOString();
const seal = (width: number, hours: number, arrivedMs = 1_000) => ({ width, begin: day + hours * hour, sealedMs: 5_000, arrivedMs });
const state = [
  // Arrivals
  ...Array.from({ length: 48 }, (_, index) => seal(0, index)),
  ...Array.from({ length: 48 }, (_, index) => seal(hour, index)),
  ...Array.from({ length: 8 }, (_, index) => seal(6 * hour, index * 6)),
  seal(24 * hour, 0),
  seal(24 * hour, 24, 999),
];
const plan = (from: number, to: number, choice: BucketChoice = { narrowest: hour }) => {
  const { buckets, openHours } = toPlan(state, { from: toTime(from), to: toTime(to) }, choice);
  return {
    chosen: buckets.map(({ width, begin }) => [width / hour, (begin - day) / hour]),
    open: openHours.map((each) => (each - day) / hour),
  };
};

test('the widest valid buckets are read, and each hour once', () => {
  expect(plan(0, 48)).toEqual({
    chosen: [
      [24, 0],
      [6, 24],
      [6, 30],
      [6, 36],
      [6, 42],
    ],
    open: [],
  });
});

test('what no bucket lies within is read from the operations', () => {
  const { chosen, open } = plan(0.5, 3.5);
  expect(chosen).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(open.filter((each) => each < 4)).toEqual([0, 3]);
});

test('buckets are no wider than the parts of a period, and no narrower than those with rows', () => {
  expect(plan(0, 24, { narrowest: hour, cuts: [0, 6, 12, 18].map((hours) => day + hours * hour) }).chosen).toEqual(
    [0, 6, 12, 18].map((hours) => [6, hours]),
  );
  expect(plan(0, 12, { narrowest: 86_400 })).toMatchObject({ chosen: [], open: expect.arrayContaining([0, 11]) });
});

test('no bucket lies across a cut', () => {
  const cut = (hours: number) => plan(0, 12, { narrowest: hour, cuts: [day + hours * hour] });
  expect(cut(6)).toEqual({
    chosen: [
      [6, 0],
      [6, 6],
    ],
    open: expect.not.arrayContaining([0]),
  });
  const { chosen, open } = cut(7.5);
  expect(chosen).toEqual([[6, 0], ...[6, 8, 9, 10, 11].map((hours) => [1, hours])]);
  expect(open).toContain(7);
});
