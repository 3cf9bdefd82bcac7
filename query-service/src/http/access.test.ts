import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const token = 'a-token-of-some-length';
let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp({ tokens: [token] });
});
afterAll(() => api.close());

/** Status of a GET with a Host header of choice, which fetch would not send. */
function getAsHost(path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}

describe('tokens', () => {
  test.each([
    ['none', {}, 401],
    ['a wrong one', { Authorization: 'Bearer another-token-of-some-length' }, 401],
    ['another scheme', { Authorization: `Basic ${token}` }, 401],
    ['the right one', { Authorization: `Bearer ${token}` }, 200],
  ])('%s', async (_title, headers, status) => {
    expect((await api.get('/sessions', headers as Record<string, string>)).status).toBe(status);
  });

  test('health, readiness and the API’s description need none', async () => {
    for (const path of ['/healthz', '/readyz', '/api/v1/openapi.json']) expect((await fetch(api.url + path)).status, path).toBe(200);
  });
});

describe('a loopback server answers only to names of this machine', () => {
  test.each([
    ['localhost:4000', 200],
    ['127.0.0.1', 200],
    ['[::1]:4000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
  ])('%s', async (host, status) => {
    expect(await getAsHost('/healthz', host)).toBe(status);
  });
});

test('responses carry a strict content security policy and cannot be framed or sniffed', async () => {
  const { headers } = await fetch(`${api.url}/healthz`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});
