import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const endless = 'SELECT count() AS endless FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))';

/** A connection lists a query that was stopped until its next one. */
async function readRunning(): Promise<number> {
  const result = await engine.admin.query({
    query: `SELECT count() AS running FROM system.processes
      WHERE NOT is_cancelled AND query LIKE '%AS endless%' AND query NOT LIKE '%system.processes%'`,
    format: 'JSONEachRow',
  });
  const [row] = await result.json<{ running: number }>();
  return Number(row?.running);
}

function start() {
  const caller = new AbortController();
  const answer = engine.reader.query({ query: endless, format: 'JSONEachRow', abort_signal: caller.signal });
  answer.catch(() => {});
  return { caller, answer };
}

test('a query whose caller leaves ends in the engine, and in the line before it got there', async () => {
  const [first, second, third] = [start(), start(), start()];
  await expect.poll(readRunning, { timeout: 20_000 }).toBe(2);
  third.caller.abort();
  await expect(third.answer).rejects.toThrow('abort');
  expect(await readRunning()).toBe(2);
  first.caller.abort();
  second.caller.abort();
  await expect(first.answer).rejects.toThrow('abort');
  await expect.poll(readRunning, { timeout: 20_000 }).toBe(0);
  await expect(second.answer).rejects.toThrow('abort');
});

test('its connection is whole for the next', async () => {
  const left = start();
  left.caller.abort();
  await expect(left.answer).rejects.toThrow('abort');
  const answers = await Promise.all(Array.from({ length: 20 }, () => engine.select<{ one: number }>('SELECT 1 AS one')));
  expect(answers).toEqual(Array(20).fill([{ one: 1 }]));
  expect(await readRunning()).toBe(0);
});

test.each(['reader', 'admin'] as const)('what a failed query of the %s had put out is in no other answer', async (user) => {
  for (const rows of [200_000, 400_000, 600_000]) {
    const query = `SELECT number AS left_behind, throwIf(number = ${rows}) FROM numbers(${2 * rows})`;
    const read = async (text: string) => (await engine[user].query({ query: text, format: 'JSONEachRow' })).json();
    await expect(read(query)).rejects.toThrow('throwIf');
    expect(await Promise.all(Array.from({ length: 3 }, () => read('SELECT 1 AS one')))).toEqual(Array(3).fill([{ one: 1 }]));
  }
});

test('what a query had put out whose caller left is in no other answer', async () => {
  for (let round = 0; round < 20; round += 1) {
    const caller = new AbortController();
    const query = 'SELECT number AS left_behind FROM numbers(3000000) ORDER BY cityHash64(number)';
    const answer = engine.reader.query({ query, format: 'JSONEachRow', abort_signal: caller.signal });
    answer.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 10 * round));
    caller.abort();
    expect(await engine.select('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await engine.select('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  }
});
