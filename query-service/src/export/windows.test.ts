import { expect, test } from 'vitest';
import { toWindows } from './windows.js';

const period = { from: '2026-11-20T10:17:05.500Z', to: '2026-11-22T09:00:00.000Z' };
const start = Date.parse(period.from);
const end = Date.parse(period.to);
/** Times of rows in milliseconds: a few an hour, 90,000 within one minute, and 50,000 at one time. */
const times = [
  ...Array.from({ length: 200 }, (_, index) => start + index * 840_000).filter((time) => time < end),
  ...Array.from({ length: 90_000 }, (_, index) => Date.parse('2026-11-21T12:30:00Z') + Math.floor(index / 2)),
  ...Array<number>(50_000).fill(Date.parse('2026-11-21T18:00:00.001Z')),
];

const lies = (time: number, { from, to }: typeof period) => time >= Date.parse(from) && time < Date.parse(to);

async function countSlots(part: typeof period, seconds: number) {
  const counts = new Map<number, number>();
  for (const time of times.filter((each) => lies(each, part))) {
    const slot = Math.floor(time / 1_000 / seconds) * seconds;
    counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  return [...counts].map(([slot, rows]) => ({ start: slot, rows })).sort((a, b) => a.start - b.start);
}

test.each(['asc', 'desc'] as const)('windows in order %s have every row once, and not many at a time', async (order) => {
  const windows: (typeof period)[] = [];
  for await (const window of toWindows(period, order, countSlots)) windows.push(window);
  const rows = windows.map((window) => times.filter((time) => lies(time, window)).length);
  expect(rows.reduce((sum, each) => sum + each, 0)).toBe(times.length);
  // One time cannot be cut.
  expect(Math.max(...rows)).toBe(50_000);
  expect(rows.filter((each) => each > 40_000)).toHaveLength(1);
  const ordered = order === 'asc' ? windows : windows.toReversed();
  for (const [index, { from, to }] of ordered.entries()) {
    expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(ordered[index - 1]?.to ?? period.from));
    expect(Date.parse(to)).toBeGreaterThan(Date.parse(from));
  }
});

test('an empty period has none', async () => {
  expect(await toWindows(period, 'asc', async () => []).next()).toEqual({ done: true, value: undefined });
});
