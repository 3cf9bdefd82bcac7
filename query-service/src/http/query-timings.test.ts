import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await serveTestApp();
  // Whether the schema is there is asked before the first answer.
  await fetchTimings('/services');
});

afterAll(() => app.close());

async function fetchTimings(path: string): Promise<string | null> {
  return (await fetch(`${app.url}/api/v1${path}`)).headers.get('server-timing');
}

test('an answer names each of its queries with its milliseconds', async () => {
  const before = app.queries();
  const metrics = (await fetchTimings('/sessions/summary'))?.split(', ') ?? [];
  expect(metrics.map((metric) => /^[a-z.-]+;dur=\d+\.\d$/.test(metric))).toEqual(Array(app.queries() - before).fill(true));
  expect(metrics.some((metric) => metric.startsWith('sessions.summary;'))).toBe(true);
});

test('one without a query names none', async () => {
  expect(await fetchTimings('/connect')).toBe('');
});
