import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';
import { ApiError, createClient, type Session, type SessionPage, toAddress } from './index.js';

const token = 'a-token-of-some-length';
let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp({ tokens: [token] });
  await api.engine.ingest([toSpanRow({ SpanAttributes: toCallAttributes('a/key ?', 'echo') })]);
});
afterAll(() => api.close());

test('a path with its query and parameters is read, and its answer has a type', async () => {
  const client = createClient({ baseUrl: api.url, token });
  const page: SessionPage = await client.get('/sessions', { query: { limit: 1, from: 'now-1h' } });
  const [{ key } = { key: '' }] = page.items;
  const session: Session = await client.get('/sessions/{key}', { parameters: { key } });
  expect(session).toMatchObject({ key: 'a/key ?', toolCalls: 1 });
});

test('the address of a path has its parameters encoded and no empty value', () => {
  expect(toAddress('/sessions/{key}/activity', { parameters: { key: 'a/b ?' }, query: { q: '', format: 'csv', side: undefined } })).toBe(
    '/api/v1/sessions/a%2Fb%20%3F/activity?format=csv',
  );
});

test('a refusal is thrown with what the API says', async () => {
  const error = await createClient({ baseUrl: api.url })
    .get('/overview')
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ problem: { status: 401 }, message: expect.stringContaining('Authorization: Bearer') });
});

test('the page of the API needs no script and no other host, and has every path', async () => {
  const answer = await fetch(`${api.url}/api/docs`);
  const html = await answer.text();
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
  expect(html).not.toMatch(/<script|style=|https?:\/\//);
  for (const path of ['/sessions/{key}/activity', '/live', '/login']) expect(html).toContain(`${path}</h2>`);
  expect((await fetch(`${api.url}/api/docs.css`)).headers.get('content-type')).toContain('text/css');
});
