import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const secret = 'a-secret-of-some-length';
const hashed = 'another-secret-of-some-length';
const digest = createHash('sha256').update(hashed).digest('hex');

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp({ tokens: [`vera:${secret}`, `auditor:ada:sha256:${digest}`], rateLimit: 120 });
});
afterAll(() => api.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });

describe('the bearer of a token is known by its name and role', () => {
  test.each([
    ['without a role it is a viewer', secret, { name: 'vera', role: 'viewer' }],
    ['of which the server knows the digest only', hashed, { name: 'ada', role: 'auditor' }],
  ])('%s', async (_title, token, caller) => {
    const { body } = await api.get('/identity', { Authorization: `Bearer ${token}` });
    expect(body).toEqual({ authentication: 'token', ...caller });
  });

  test('a digest is no token', async () => {
    expect((await api.get('/sessions', { Authorization: `Bearer ${digest}` })).status).toBe(401);
  });
});

describe('a page logs in for a cookie', () => {
  test('that scripts cannot read and other sites cannot send, until it logs out', async () => {
    expect((await api.get('/identity')).body).toEqual({ authentication: 'token', name: null, role: null });
    const login = await post('/login', { token: secret });
    expect(login.status).toBe(204);
    const [cookie = ''] = login.headers.getSetCookie();
    expect(cookie).toMatch(/^callsight_session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=.+; HttpOnly; SameSite=Strict$/);
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await api.get('/sessions', headers)).status).toBe(200);
    expect((await api.get('/identity', headers)).body).toMatchObject({ name: 'vera', role: 'viewer' });
    expect((await post('/logout', {}, headers)).status).toBe(204);
    expect((await api.get('/sessions', headers)).status).toBe(401);
  });

  test('that is for TLS only where a proxy ends it', async () => {
    const login = await post('/login', { token: secret }, { 'X-Forwarded-Proto': 'https' });
    expect(login.headers.getSetCookie()[0]).toContain('; Secure;');
  });

  test.each([
    ['with a wrong token', { token: 'not-the-secret-at-all' }, {}, 401],
    ['with something else', { password: secret }, {}, 400],
    ['with a body of a megabyte', { token: 'x'.repeat(1_000_000) }, {}, 413],
    ['from a page of another site', { token: secret }, { Origin: 'https://evil.example' }, 403],
    ['from a form of another site', { token: secret }, { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ])('not %s', async (_title, body, headers, status) => {
    const answer = await post('/login', body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

test('a token that sends too much is told how long to wait, and others are not held up', async () => {
  const authorization = { Authorization: `Bearer ${secret}` };
  let answer = await fetch(`${api.url}/api/v1/identity`, { headers: authorization });
  for (let sent = 0; answer.status === 200 && sent < 1_000; sent += 1) {
    await answer.arrayBuffer();
    answer = await fetch(`${api.url}/api/v1/identity`, { headers: authorization });
  }
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await api.get('/identity', { Authorization: `Bearer ${hashed}` })).status).toBe(200);
});
