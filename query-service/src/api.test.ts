import { toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ActivityPage,
  ErrorPage,
  OperationDetail,
  Overview,
  Problem,
  Session,
  SessionPage,
  SessionSeries,
  ToolCallPage,
  ToolCallSeries,
  ToolList,
} from './contract/index.js';
import { endpoints } from './endpoints.js';
import { serveTestApp, type TestApp } from './testing/serve-test-app.js';

/** Everything lies at fixed times of one past hour, so that every expectation is exact. */
const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 2 * 3_600_000);
const at = (seconds: number) => new Date(hour.getTime() + seconds * 1_000);
const iso = (seconds: number) => `${at(seconds).toISOString().slice(0, 19)}.000000Z`;
const period = `from=${hour.toISOString()}&to=${at(3_600).toISOString()}`;

const calls = [
  {
    session: 'first',
    tool: 'read',
    second: 10,
    ms: 100,
    more: { 'gen_ai.tool.call.arguments': '{"path":"/a"}', 'callsight.client.name': 'agent' },
  },
  { session: 'first', tool: 'read', second: 20, ms: 200, more: {} },
  { session: 'first', tool: 'write', second: 30, ms: 300, more: { 'error.type': 'tool_error' }, message: 'disk full' },
  { session: 'second', tool: 'read', second: 700, ms: 400, more: { 'error.type': 'cancelled' } },
  {
    session: 'second',
    tool: 'nope',
    second: 710,
    ms: 1,
    more: { 'error.type': 'tool_error', 'callsight.error.code': '-32602' },
    message: 'no such tool',
  },
];
const rows = calls.map(({ session, tool, second, ms, more, message }) =>
  toSpanRow({
    ServiceName: session === 'first' ? 'files' : 'git',
    at: at(second),
    durationMs: ms,
    StatusMessage: message ?? '',
    SpanAttributes: toCallAttributes(session, tool, more as Record<string, string>),
  }),
);
const [firstRow] = rows;

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  const child = toSpanRow({
    TraceId: firstRow?.TraceId ?? '',
    ParentSpanId: firstRow?.SpanId ?? '',
    SpanName: 'SELECT',
    at: at(10),
    ServiceName: 'db',
  });
  await api.engine.ingest([...rows, child]);
});
afterAll(() => api.close());

test('every endpoint answers as its schema says', async () => {
  const values: Record<string, string> = {
    key: 'first',
    name: 'read',
    fingerprint: '',
    traceId: firstRow?.TraceId ?? '',
    spanId: firstRow?.SpanId ?? '',
  };
  const { items } = await api.read<ErrorPage>(`/errors?${period}`);
  values.fingerprint = items[0]?.fingerprint ?? '';
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    const body = await api.read<unknown>('from' in endpoint.query.shape ? `${path}?${period}` : path);
    expect(() => endpoint.response.parse(body), endpoint.path).not.toThrow();
  }
});

describe('sessions', () => {
  test('are listed newest activity first, with their counts', async () => {
    const { items, nextCursor } = await api.read<SessionPage>(`/sessions?${period}`);
    expect(nextCursor).toBeNull();
    expect(
      items.map(({ key, status, createdAt, durationMs, toolCalls, errors, service, clientName }) => ({
        key,
        status,
        createdAt,
        durationMs,
        toolCalls,
        errors,
        service,
        clientName,
      })),
    ).toEqual([
      { key: 'second', status: 'lost', createdAt: iso(700), durationMs: 10_001, toolCalls: 2, errors: 1, service: 'git', clientName: null },
      {
        key: 'first',
        status: 'lost',
        createdAt: iso(10),
        durationMs: 20_300,
        toolCalls: 3,
        errors: 1,
        service: 'files',
        clientName: 'agent',
      },
    ]);
  });

  test('page by cursor without gap or overlap', async () => {
    const page1 = await api.read<SessionPage>(`/sessions?${period}&limit=1`);
    const page2 = await api.read<SessionPage>(`/sessions?${period}&limit=1&cursor=${page1.nextCursor}`);
    expect([page1, page2].map(({ items }) => items.map(({ key }) => key))).toEqual([['second'], ['first']]);
    expect(page2.nextCursor).toBeNull();
  });

  test.each([
    ['service=git', ['second']],
    ['client=agent', ['first']],
    ['tool=write', ['first']],
    ['outcome=invalid_request', ['second']],
    ['q=SECO', ['second']],
    ['session=first', ['first']],
    ['tool=absent', []],
  ])('filtered by %s are %j', async (filter, keys) => {
    const { items } = await api.read<SessionPage>(`/sessions?${period}&${filter}`);
    expect(items.map(({ key }) => key)).toEqual(keys);
  });

  test('that began before the period but were active in it belong to it, whole', async () => {
    const { items } = await api.read<SessionPage>(`/sessions?from=${at(25).toISOString()}&to=${at(60).toISOString()}`);
    expect(items.map(({ key, toolCalls }) => ({ key, toolCalls }))).toEqual([{ key: 'first', toolCalls: 3 }]);
  });

  test('over time are created once, and active in each bucket with an operation', async () => {
    const { bucketSeconds, points } = await api.read<SessionSeries>(`/sessions/timeseries?${period}`);
    expect(bucketSeconds).toBe(30);
    expect(points).toHaveLength(120);
    expect(points.filter(({ active, created }) => active + created > 0)).toEqual([
      {
        time: at(0).toISOString(),
        created: 1,
        active: 1,
        open: 1,
        averageDurationMs: 20_300,
        operations: 2,
        errors: 0,
      },
      { time: at(30).toISOString(), created: 0, active: 1, open: 1, averageDurationMs: null, operations: 1, errors: 1 },
      { time: at(690).toISOString(), created: 1, active: 1, open: 1, averageDurationMs: 10_001, operations: 2, errors: 1 },
    ]);
  });

  test('one session by its key, and none by another', async () => {
    expect(await api.read<Session>('/sessions/first')).toMatchObject({ key: 'first', basis: 'connection' });
    expect(await api.get('/sessions/absent')).toMatchObject({ status: 404, body: { title: 'Not found' } });
  });
});

describe('activity', () => {
  test('is a session’s operations in order, by page', async () => {
    const page1 = await api.read<ActivityPage>('/sessions/first/activity?limit=2');
    const page2 = await api.read<ActivityPage>(`/sessions/first/activity?limit=2&cursor=${page1.nextCursor}`);
    expect(
      [...page1.items, ...page2.items].map(({ startedAt, target, outcome, error }) => ({ startedAt, target, outcome, error })),
    ).toEqual([
      { startedAt: iso(10), target: 'read', outcome: 'ok', error: null },
      { startedAt: iso(20), target: 'read', outcome: 'ok', error: null },
      { startedAt: iso(30), target: 'write', outcome: 'tool_error', error: { type: 'tool_error', code: null, message: 'disk full' } },
    ]);
    expect(page2.nextCursor).toBeNull();
  });
});

describe('tool calls', () => {
  test('are summed up: success is of those that were not cancelled', async () => {
    const { toolCalls, lastOperationAt } = await api.read<Overview>(`/overview?${period}`);
    expect(toolCalls).toMatchObject({ calls: 5, failed: 2, cancelled: 1, successRate: 0.5 });
    expect(toolCalls.averageMs).toBeCloseTo(200.2, 6);
    expect(lastOperationAt).toBe(iso(710));
  });

  test('over time fall into their buckets, with percentiles less than 2.2 % off', async () => {
    const { points } = await api.read<ToolCallSeries>(`/tool-calls/timeseries?${period}&tool=read`);
    expect(
      points.filter(({ calls }) => calls > 0).map(({ time, calls, p50Ms }) => ({ time, calls, p50Ms: Math.round(p50Ms ?? 0) })),
    ).toEqual([
      { time: at(0).toISOString(), calls: 2, p50Ms: 99 },
      { time: at(690).toISOString(), calls: 1, p50Ms: 396 },
    ]);
  });

  test('by tool', async () => {
    const { items } = await api.read<ToolList>(`/tools?${period}`);
    expect(items.map(({ service, name, calls, failed, sessions }) => ({ service, name, calls, failed, sessions }))).toEqual([
      { service: 'files', name: 'read', calls: 2, failed: 0, sessions: 1 },
      { service: 'git', name: 'nope', calls: 1, failed: 1, sessions: 1 },
      { service: 'git', name: 'read', calls: 1, failed: 0, sessions: 1 },
      { service: 'files', name: 'write', calls: 1, failed: 1, sessions: 1 },
    ]);
  });

  test('are the same over a long period, in which the session series is answered by the hour', async () => {
    const withoutPeriod = ({ period: _, previous: __, ...rest }: Record<string, unknown>) => rest;
    for (const path of ['/tool-calls/summary', '/tools', '/sessions/summary']) {
      const short = await api.read<Record<string, unknown>>(`${path}?${period}`);
      const long = await api.read<Record<string, unknown>>(`${path}?from=now-7d`);
      expect(withoutPeriod(long), path).toEqual(withoutPeriod(short));
    }
    const { points } = await api.read<ToolCallSeries>('/tool-calls/timeseries?from=now-7d');
    expect(points.reduce((sum, { calls }) => sum + calls, 0)).toBe(5);
    const sessions = await api.read<SessionSeries>('/sessions/timeseries?from=now-7d');
    expect(sessions.points.reduce((sum, { active }) => sum + active, 0)).toBe(2);
  });

  test('of one side are those that it reported', async () => {
    expect((await api.read<ToolCallPage>(`/tool-calls?${period}&side=server`)).items).toHaveLength(5);
    expect((await api.read<ToolCallPage>(`/tool-calls?${period}&side=client`)).items).toEqual([]);
  });

  test('are listed newest first, by page', async () => {
    const targets: (string | null)[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ToolCallPage = await api.read<ToolCallPage>(`/tool-calls?${period}&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      targets.push(...page.items.map(({ target }) => target));
      cursor = page.nextCursor;
    }
    expect(targets).toEqual(['nope', 'read', 'write', 'read', 'read']);
  });

  test('one execution has its content and every span of its trace', async () => {
    const detail = await api.read<OperationDetail>(`/tool-calls/${firstRow?.TraceId}/${firstRow?.SpanId}`);
    expect(detail.arguments).toEqual({ value: '{"path":"/a"}', size: 13, truncated: false, withheld: false, shape: null });
    expect(detail.result).toEqual({ value: null, size: null, truncated: false, withheld: false, shape: null });
    expect(detail.trace.map(({ name, service, parentSpanId }) => ({ name, service, parentSpanId }))).toEqual([
      { name: 'tools/call echo', service: 'files', parentSpanId: null },
      { name: 'SELECT', service: 'db', parentSpanId: firstRow?.SpanId },
    ]);
  });
});

describe('bad input gets a problem that names it', () => {
  test.each([
    ['/sessions?from=yesterday', 400, 'from: expected RFC 3339'],
    ['/sessions?from=now&to=now-1h', 400, 'expected from before to'],
    ['/sessions?limit=0', 400, 'limit: '],
    ['/sessions?cursor=nonsense', 400, 'nextCursor'],
    ['/tool-calls?outcome=bad', 400, 'outcome: '],
    ['/tool-calls?tool=a&tool=b', 400, 'tool: '],
    ['/sessions?colour=red', 400, 'colour'],
    ['/operations/xyz/abc', 400, 'traceId: expected 32 lowercase hex digits'],
    ['/nothing', 404, '/api/v1/nothing'],
  ])('%s', async (path, status, detail) => {
    const answer = await api.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(detail) });
    const problem = answer.body as Problem;
    expect(problem.title).not.toBe('');
  });

  test('values that try to leave their place are just values', async () => {
    for (const hostile of ["'; DROP TABLE mcp_operations; --", '\\', '{tool:String}', "' OR 1=1 --", '%00', '🦊"\n']) {
      const { items } = await api.read<ToolCallPage>(
        `/tool-calls?${period}&tool=${encodeURIComponent(hostile)}&q=${encodeURIComponent(hostile)}`,
      );
      expect(items).toEqual([]);
    }
    expect((await api.read<ToolCallPage>(`/tool-calls?${period}`)).items).toHaveLength(5);
  });
});
