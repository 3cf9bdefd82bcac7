import { openTestEngine, type TestEngine } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toProblem } from './problems.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

test.each([
  ['memory', 'SELECT groupArray(toString(number)) FROM numbers(200000000)'],
  ['rows', 'SELECT number FROM numbers(1000001)'],
])('a query that exceeds its %s is told what to do', async (_, query) => {
  const error = await engine.reader.query({ query, format: 'JSONEachRow' }).catch((reason: unknown) => reason);
  expect(toProblem(error)).toMatchObject({ status: 422, title: 'Query too large' });
});
