import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

/** What fits is looked at again after half a minute: each case has an app of its own. */
let api: TestApp;
beforeEach(async () => {
  api = await serveTestApp();
});
afterEach(() => api.close());

test('a schema that fits is ready', async () => {
  expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
});

test.each([
  [
    'that is older',
    'ALTER TABLE schema_migrations DELETE WHERE version > 1 SETTINGS mutations_sync = 1',
    'the database has 1: run the migrations',
  ],
  ['that is newer', "INSERT INTO schema_migrations (version, name, checksum) VALUES (900, '0900_future', 'x')", 'a newer Callsight'],
])('a schema %s is refused, and said so', async (_, query, message) => {
  await api.engine.admin.command({ query });
  const ready = await fetch(`${api.url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining(message)]);
  const asked = await fetch(`${api.url}/api/v1/sessions`);
  expect([asked.status, asked.headers.get('retry-after'), await asked.text()]).toEqual([503, '5', expect.stringContaining(message)]);
  const mcp = await fetch(`${api.url}/mcp`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } });
  expect(mcp.status).toBe(503);
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
});
