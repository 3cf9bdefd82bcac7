import { sealArrivals } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActivityPage, Session, SessionPage, SessionSeries, ToolCallPage } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, period } = toPastHour();
const ofCaller = (seconds: number, tool: string, attributes: Record<string, string> = {}) =>
  toCallSpan({ session: 'caller', tool, at: at(seconds), attributes: { 'callsight.session.basis': 'identity', ...attributes } });

/** One caller without a session of its own, who paused for more than half an hour, and somebody else. */
const rows = [
  ofCaller(10, 'read'),
  ofCaller(70, 'write', { 'error.type': 'tool_error' }),
  ofCaller(2_400, 'read'),
  ofCaller(2_460, 'search'),
  toCallSpan({ session: 'plain', tool: 'search', at: at(100) }),
];
const toKey = (seconds: number) => `caller@${Math.floor(at(seconds).getTime() / 1_000)}`;
const [first, second] = [toKey(10), toKey(2_400)];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(rows);
});
afterAll(() => api.close());

const sessions = async (query: string) => (await api.read<SessionPage>(`/sessions?${period}&${query}`)).items.map(({ key }) => key);
const tools = async (query: string) =>
  (await api.read<ToolCallPage>(`/tool-calls?${period}&order=asc&${query}`)).items.map(({ target }) => target);

describe.each(['open', 'sealed'])('an identity that paused, while it is %s,', (state) => {
  beforeAll(async () => {
    if (state === 'sealed') await sealArrivals(api.engine.admin);
  });

  test('is one session for each time it was there', async () => {
    expect(await sessions('sort=created&order=asc')).toEqual([first, 'plain', second]);
  });

  test.each([
    ['tool=write', [first]],
    ['tool=search', [second, 'plain']],
    ['outcome=tool_error', [first]],
    ['q=-tool:write', [second, 'plain']],
    ['q=error:x', []],
    ['q=latency:>0ms basis:identity', [second, first]],
    [`session=${second}`, [second]],
  ])('has its operations in the session in which they were: %s', async (query, expected) => {
    expect(await sessions(query)).toEqual(expected);
  });

  test.each([
    ['', [first, 'plain', second]],
    ['tool=read', [second]],
    ['tool=write', [first]],
    ['tool=search', ['plain']],
    ['q=-tool:read', [first, 'plain']],
    ['q=tool:read latency:>0ms', [second]],
  ])('is found by what it did in a period that begins in one session and ends in another: %s', async (query, expected) => {
    const within = `from=${at(40).toISOString()}&to=${at(2_430).toISOString()}`;
    const { items } = await api.read<SessionPage>(`/sessions?${within}&sort=created&order=asc&${query}`);
    expect(items.map(({ key }) => key)).toEqual(expected);
  });

  test.each([
    [`session=${first}`, ['read', 'write']],
    [`session=${second}`, ['read', 'search']],
    [`session=${toKey(2_450)}`, ['read', 'search']],
    [`session=${toKey(1_000)}`, []],
    ['session=caller', ['read', 'write', 'read', 'search']],
    [`q=-session:${first}`, ['search', 'read', 'search']],
    ['q=status:lost', ['read', 'write', 'search', 'read', 'search']],
  ])('has the calls of %s', async (query, expected) => {
    expect(await tools(query)).toEqual(expected);
  });

  test('is found by any second of a session, and by the key of the caller as it was there last', async () => {
    expect((await api.read<Session>(`/sessions/${first}`)).toolCalls).toBe(2);
    for (const key of [toKey(2_450), second, 'caller']) expect((await api.read<Session>(`/sessions/${key}`)).key).toBe(second);
    const { session, items } = await api.read<ActivityPage>(`/sessions/${first}/activity`);
    expect([session.key, items.map(({ target, sessionKey }) => [target, sessionKey])]).toEqual([
      first,
      [
        ['read', first],
        ['write', first],
      ],
    ]);
    expect((await api.get(`/sessions/${toKey(1_000)}`)).status).toBe(404);
  });

  test('each call names the session that it was in', async () => {
    const { items } = await api.read<ToolCallPage>(`/tool-calls?${period}&order=asc`);
    expect(items.map(({ sessionKey }) => sessionKey)).toEqual([first, first, 'plain', second, second]);
  });

  test('counts in the hours in which it was active', async () => {
    const hour = Math.floor(at(0).getTime() / 3_600_000) * 3_600_000;
    const query = `from=${new Date(hour).toISOString()}&to=${new Date(hour + 2 * 3_600_000).toISOString()}&buckets=2`;
    const { points } = await api.read<SessionSeries>(`/sessions/timeseries?${query}`);
    expect(points.reduce((sum, { active }) => sum + active, 0)).toBe(3);
    const { points: ofWriters } = await api.read<SessionSeries>(`/sessions/timeseries?${query}&tool=write`);
    expect(ofWriters.reduce((sum, { active }) => sum + active, 0)).toBe(1);
  });
});
