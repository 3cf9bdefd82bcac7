import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

async function read(query: string, parameters: Record<string, unknown>, signal?: AbortSignal): Promise<unknown[]> {
  const caller = signal ? { abort_signal: signal } : {};
  return (await engine.reader.query({ query, query_params: parameters, format: 'JSONEachRow', ...caller })).json();
}

test('values arrive as they are, whatever is in them', async () => {
  const texts = ["it's", '\\', 'a\tb\nc\rd\0e', '{x:String}', "'; DROP TABLE mcp_operations; --", 'ü 🎉', ''];
  const query =
    "SELECT {list:Array(String)} AS list, {number:Int64} AS number, {numbers:Array(UInt32)} AS numbers, {time:DateTime64(3, 'UTC')} AS time";
  const others = { number: -5, numbers: [1, 4_294_967_295], time: '2026-01-02 03:04:05.678' };
  expect(await read(query, { list: texts, ...others })).toEqual([{ list: texts, ...others, time: '2026-01-02T03:04:05.678Z' }]);
  for (const text of texts) expect(await read('SELECT {text:String} AS text', { text })).toEqual([{ text }]);
});

test('lists may be longer than a query', async () => {
  const list = Array.from({ length: 200_000 }, (_, index) => 1_700_000_000 + index);
  expect(await read('SELECT length({list:Array(UInt32)}) AS length', { list })).toEqual([{ length: list.length }]);
});

test('a query never sees the values of another', async () => {
  const rounds = Array.from({ length: 300 }, (_, index) => index);
  const query = 'SELECT {value:UInt32} AS value, sum(number) AS sum FROM numbers({count:UInt32})';
  const answers = await Promise.all(rounds.map((value) => read(query, { value, count: 2 })));
  expect(answers).toEqual(rounds.map((value) => [{ value, sum: 1 }]));
  await expect(read(query, { value: 1 })).rejects.toThrow('No value is given for the parameter count');
  await expect(read(query, { value: 1, count: null })).rejects.toThrow('parameter count of a query: expected text, a number, or a list');
});

test('queries with parameters run beside each other', async () => {
  const caller = new AbortController();
  const endless = 'SELECT count() AS bound FROM numbers({rows:UInt64}) WHERE NOT ignore(sipHash64(number))';
  const answers = [1, 2].map(() => read(endless, { rows: 1_000_000_000_000 }, caller.signal));
  const running = "SELECT count() AS running FROM system.processes WHERE query LIKE '%AS bound%' AND query NOT LIKE '%system.processes%'";
  await expect
    .poll(async () => (await engine.admin.query({ query: running, format: 'JSONEachRow' })).json(), { timeout: 20_000 })
    .toEqual([{ running: 2 }]);
  caller.abort();
  await expect(Promise.all(answers)).rejects.toThrow('abort');
  expect(await read('SELECT {one:UInt8} AS one', { one: 1 })).toEqual([{ one: 1 }]);
});
