import { toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session, SessionPage, SessionSeries, SessionSummary, ToolCallSummary } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at, period } = toPastHour();
const failing = { 'error.type': 'tool_error' };
const sized = { 'callsight.arguments.size': '20', 'callsight.arguments.shape': '{"q":"string"}' };

/** Twenty ordinary sessions of a second, and one of each kind that is worth a look. */
const rows = [
  ...Array.from({ length: 20 }, (_, index) => [
    toCallSpan({ session: `plain-${index}`, tool: 'read', at: at(60 + index) }),
    toCallSpan({ session: `plain-${index}`, tool: 'read', at: at(61 + index) }),
  ]).flat(),
  ...Array.from({ length: 3 }, (_, index) =>
    toCallSpan({ session: 'failing', tool: 'write', at: at(200 + index), message: 'disk full', attributes: failing }),
  ),
  toCallSpan({ session: 'failing', tool: 'write', at: at(204), attributes: { 'error.type': 'cancelled' } }),
  ...Array.from({ length: 9 }, (_, index) => toCallSpan({ session: 'looping', tool: 'search', at: at(300 + index), attributes: sized })),
  // Interrupted by another tool: no run of eight.
  ...Array.from({ length: 9 }, (_, index) => [
    toCallSpan({ session: 'working', tool: 'search', at: at(400 + 2 * index), attributes: sized }),
    toCallSpan({ session: 'working', tool: 'open', at: at(401 + 2 * index), attributes: sized }),
  ]).flat(),
  toCallSpan({ session: 'enduring', tool: 'read', at: at(500), attributes: { 'callsight.client.name': 'claude-code' } }),
  toCallSpan({ session: 'enduring', tool: 'read', at: at(900), attributes: { 'callsight.user': 'u1', 'callsight.transport': 'http' } }),
  toCallSpan({ session: 'gone', tool: 'read', at: at(1_000), service: 'git' }),
  toSpanRow({
    SpanKind: 'Internal',
    SpanName: 'mcp.heartbeat',
    ServiceName: 'git',
    at: at(1_100),
    SpanAttributes: { 'callsight.span.type': 'heartbeat', 'callsight.session.key': 'gone', 'callsight.session.basis': 'connection' },
  }),
];
const special = ['gone', 'enduring', 'working', 'looping', 'failing'];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest(rows);
});
afterAll(() => api.close());

async function keys(query: string): Promise<string[]> {
  const { items } = await api.read<SessionPage>(`/sessions?${period}&${query}`);
  return items.map(({ key }) => key);
}

describe('sessions worth a look', () => {
  test('are flagged with the reason', async () => {
    const { items } = await api.read<SessionPage>(`/sessions?${period}`);
    const flagged = items.filter(({ flags }) => flags.length > 0).map(({ key, flags }) => ({ key, flags }));
    expect(flagged).toEqual([
      { key: 'gone', flags: [{ flag: 'lost', reason: 'its heartbeats stopped, but no end was seen' }] },
      {
        key: 'enduring',
        flags: [{ flag: 'long', reason: expect.stringMatching(/^it took 400 s; 95% of the 25 sessions took no longer than \d+ s$/) }],
      },
      {
        key: 'looping',
        flags: [{ flag: 'loop', reason: 'search was called 9 times in a row with arguments of the same size and shape' }],
      },
      { key: 'failing', flags: [{ flag: 'all_failed', reason: 'all of its 3 tool calls failed' }] },
    ]);
  });

  test.each([
    ['flag=lost', ['gone']],
    ['flag=long', ['enduring']],
    ['flag=loop', ['looping']],
    ['flag=all_failed', ['failing']],
    ['q=flag:loop,long', ['enduring', 'looping']],
    ['q=-flag:lost -session:plain* -flag:long,loop,all_failed', ['working']],
  ])('%s finds them', async (filter, expected) => {
    expect(await keys(filter)).toEqual(expected);
  });

  test('are compared with those of each period, also for their calls', async () => {
    const summary = await api.read<ToolCallSummary>(
      `/tool-calls/summary?from=${at(450).toISOString()}&to=${at(1_050).toISOString()}&flag=long`,
    );
    const whole = await api.read<ToolCallSummary>(`/tool-calls/summary?${period}&flag=long`);
    expect([summary.calls, summary.previous.calls, whole.calls]).toEqual([0, 0, 2]);
  });

  test('carry their flags when asked for alone', async () => {
    const { flags } = await api.read<Session>('/sessions/looping');
    expect(flags.map(({ flag }) => flag)).toEqual(['loop']);
  });
});

describe('the list of sessions', () => {
  test.each([
    ['sort=created&order=asc&q=-session:plain*', ['failing', 'looping', 'working', 'enduring', 'gone']],
    ['sort=lastActivity&q=-session:plain*', special],
    ['sort=duration&limit=2', ['enduring', 'working']],
    ['sort=calls&limit=3', ['working', 'looping', 'failing']],
    ['sort=errors&limit=1', ['failing']],
    ['sort=errors&order=asc&q=session:failing,gone', ['gone', 'failing']],
  ])('ordered by %s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  test.each([
    ['client=claude-code', ['enduring']],
    ['q=client:claude*', ['enduring']],
    ['q=client:CLAUDE*', []],
    ['q=claude', ['enduring']],
    ['q=session:enduring client:claude* user:u1 transport:http', ['enduring']],
    ['user=u1', ['enduring']],
    ['transport=http', ['enduring']],
    ['service=git', ['gone']],
    ['status=lost&service=git', ['gone']],
    ['status=closed', []],
    ['basis=connection&service=git', ['gone']],
    ['basis=protocol', []],
    ['protocol=2025-11-25', []],
    ['tool=open', ['working']],
    ['q=error:"DISK FULL"', ['failing']],
    ['q=error:disk*l', ['failing']],
    ['q=outcome:tool_error tool:write', ['failing']],
    ['q=outcome:tool_error tool:read', []],
    ['q=tool:search -tool:open', ['looping']],
    ['q=-session:plain* -tool:search -service:git', ['enduring', 'failing']],
    ['q=latency:>2s', []],
    ['q=latency:<=10ms -session:plain* tool:open', ['working']],
    ['method=tools/call&q=session:gone', ['gone']],
    ['q=session:%25', []],
  ])('filtered by %s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  test.each(['created', 'lastActivity', 'duration', 'calls', 'errors'])(
    'by %s pages through every session once, both ways',
    async (sort) => {
      for (const order of ['asc', 'desc']) {
        const seen: string[] = [];
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page: SessionPage = await api.read(
            `/sessions?${period}&sort=${sort}&order=${order}&limit=7${cursor ? `&cursor=${cursor}` : ''}`,
          );
          seen.push(...page.items.map(({ key }) => key));
          cursor = page.nextCursor;
        }
        expect(seen).toHaveLength(25);
        expect(new Set(seen).size).toBe(25);
      }
    },
  );

  test('refuses a cursor of another order', async () => {
    const { nextCursor } = await api.read<SessionPage>(`/sessions?${period}&limit=1`);
    const answer = await api.get(`/sessions?${period}&limit=1&sort=created&cursor=${nextCursor}`);
    expect(answer).toMatchObject({ status: 400, body: { title: 'Invalid cursor' } });
  });
});

describe('the summary', () => {
  test('tells of the period and of the one before', async () => {
    const summary = await api.read<SessionSummary>(`/sessions/summary?from=${at(150).toISOString()}&to=${at(450).toISOString()}`);
    expect(summary).toMatchObject({
      total: 3,
      active: 3,
      operations: 4 + 9 + 18,
      toolCalls: 4 + 9 + 18,
      errors: 3,
      previous: { period: { from: at(-150).toISOString(), to: at(150).toISOString() }, total: 20, operations: 40, errors: 0, errorRate: 0 },
    });
    expect(summary.errorRate).toBeCloseTo(3 / 31, 9);
  });

  test('of nothing has no averages', async () => {
    const summary = await api.read<SessionSummary>(`/sessions/summary?${period}&tool=absent`);
    expect(summary).toMatchObject({ total: 0, active: 0, averageDurationMs: null, p95DurationMs: null, operations: 0, errorRate: null });
  });
});

test('a session is open in every bucket from its creation to its last activity', async () => {
  const { points, bucketSeconds } = await api.read<SessionSeries>(
    `/sessions/timeseries?from=${at(480).toISOString()}&to=${at(1_080).toISOString()}&buckets=10`,
  );
  expect(bucketSeconds).toBe(60);
  expect(points.map(({ created, active, open }) => [created, active, open])).toEqual([
    [1, 1, 1],
    ...Array.from({ length: 6 }, () => [0, 0, 1]),
    [0, 1, 1],
    [1, 1, 1],
    [0, 0, 0],
  ]);
});
