import { expect, test } from 'vitest';
import { type BucketChoice, type RollupState, toPlan } from './plan.js';

const day = Date.parse('2026-11-20T00:00:00Z') / 1_000;
const hour = 3_600;
const toTime = (hours: number) => new Date((day + hours * hour) * 1_000).toISOString();
const row = (of: RollupState[number]['of'], width: number, hours: number, arrivedMs = 1_000, sealedMs = 5_000) => ({
  of,
  width,
  begin: day + hours * hour,
  sealedMs,
  arrivedMs,
});
const seal = (width: number, hours: number, arrivedMs = 1_000) => row('seal', width, hours, arrivedMs);
const state: RollupState = [
  ...Array.from({ length: 48 }, (_, index) => row('arrival', hour, index)),
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

test('what clients tell alone is asked for where an hour is not sealed, or its bucket has such calls', () => {
  const alone = [row('client', hour, 1), row('client', hour, 3, 1_000, 4_000), row('arrival', hour, 5, 9_999)];
  const period = { from: toTime(0), to: toTime(8) };
  const { openHours, aloneHours } = toPlan([...state, ...alone], period, { narrowest: 86_400 });
  const toNumber = (begin: number) => (begin - day) / hour;
  expect(openHours.map(toNumber)).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5, 6, 7]));
  expect(aloneHours.map(toNumber)).toEqual([1, 5]);
});
