import { openTestEngine, type TestEngine, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { listDashboardQueries, toClickHouseSql, type VariableValues } from '@callsight/grafana';
import { createApp, listen, readApiTokens } from '@callsight/query-service';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Row = Record<string, unknown>;

const MINUTE = 60_000;
const to = new Date();
const from = new Date(to.getTime() - 60 * MINUTE);
const all: VariableValues = { service: '$__all', tool: '$__all', client: '$__all', outcome: '$__all' };

/** Filters as the dashboards and as the API take them. */
const filters: { title: string; values: VariableValues; search: string }[] = [
  { title: 'everything', values: all, search: '' },
  { title: 'one service', values: { ...all, service: ['files'] }, search: '&service=files' },
  { title: 'one client', values: { ...all, client: ['claude-code'] }, search: '&client=claude-code' },
];
const callFilters = [
  ...filters,
  { title: 'one tool', values: { ...all, tool: ['search'] }, search: '&tool=search' },
  { title: 'one outcome', values: { ...all, outcome: ['tool_error'] }, search: '&outcome=tool_error' },
];

describe('a dashboard and the API', () => {
  let engine: TestEngine;
  let api: { url: string; close(): Promise<void> };
  let closeApp: () => void;
  const rows = Array.from({ length: 300 }, (_, index) =>
    toSpanRow({
      at: new Date(from.getTime() + 1000 + index * 11_000),
      durationMs: 3 ** (index % 8),
      ServiceName: index % 3 === 0 ? 'shop' : 'files',
      ...(index % 6 === 1 ? { StatusCode: 'Error', StatusMessage: `no such file ${index}` } : {}),
      SpanAttributes: toCallAttributes(`session-${index % 9}`, index % 4 === 0 ? 'search' : 'echo', {
        'callsight.client.name': index % 9 < 5 ? 'claude-code' : 'inspector',
        ...(index % 6 === 1 ? { 'error.type': 'tool_error' } : {}),
        ...(index % 50 === 2 ? { 'error.type': 'cancelled' } : {}),
      }),
    }),
  );

  beforeAll(async () => {
    engine = await openTestEngine();
    // Some spans arrive twice, as exporters that try again send them.
    await engine.ingest(rows);
    await engine.ingest(rows.slice(0, 40));
    const tools = ['echo', 'idle'].map((name) => ({ name, hash: name.padEnd(16, '0'), bytes: 400, tokens: 100 }));
    const listing = { 'mcp.method.name': 'tools/list', 'callsight.surface.hash': 'made', 'callsight.surface.tools': JSON.stringify(tools) };
    await engine.ingest([toSpanRow({ at: new Date(from.getTime() - MINUTE), SpanName: 'tools/list', SpanAttributes: listing })]);
    const { app, close } = createApp({
      client: engine.reader,
      log: pino({ level: 'silent' }),
      host: '127.0.0.1',
      tokens: readApiTokens(undefined, undefined),
      rateLimit: undefined,
      insertReveal: async () => {},
      connect: () => ({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false }),
      pageDirectory: '/nonexistent',
      version: '0.0.0',
    });
    closeApp = close;
    api = await listen(app, { host: '127.0.0.1', port: 0, variable: 'CALLSIGHT_PORT' });
  });
  afterAll(async () => {
    closeApp();
    await api.close();
    await engine.close();
  });

  /** The rows that a panel shows, by the name of its query. */
  async function panel(name: string, values: VariableValues = all): Promise<Row[]> {
    const query = listDashboardQueries().find((each) => each.name === name);
    if (!query) throw new Error(`expected the name of a panel, got ${name}`);
    const sql = toClickHouseSql(query.sql, { from, to, intervalMs: 60_000 }, values);
    return (await engine.reader.query({ query: sql, format: 'JSONEachRow' })).json<Row>();
  }

  async function ask(path: string, search = ''): Promise<Row> {
    const period = `from=${from.toISOString()}&to=${to.toISOString()}`;
    const response = await fetch(`${api.url}/api/v1${path}?${path.endsWith('/activity') ? '' : period}${search}`);
    expect(response.status, await response.clone().text()).toBe(200);
    return (await response.json()) as Row;
  }
  const items = (answer: Row) => answer.items as Row[];
  const sum = (list: Row[], field: string) => list.reduce((total, row) => total + Number(row[field]), 0);
  /** Percentiles are estimates: both sides may take another one. */
  const near = (value: unknown) =>
    expect.closeTo(Number(value), Number(value) === 0 ? 3 : Math.min(3, -Math.floor(Math.log10(Number(value) / 20))));

  it.each(filters)('count the same sessions with $title', async ({ values, search }) => {
    const [tiles] = await panel('sessions.json: Sessions with activity in the period', values);
    const summary = await ask('/sessions/summary', search);
    expect([tiles?.sessions, tiles?.active]).toEqual([summary.total, summary.active]);
    expect(tiles?.average_duration).toBeCloseTo(Number(summary.averageDurationMs), 3);
    const listed = await panel('sessions.json: Sessions', values);
    const page = items(await ask('/sessions', `${search}&limit=500`));
    expect(listed.map(({ session, operations, errors }) => [session, operations, errors])).toEqual(
      page.map(({ key, operations, errors }) => [key, operations, errors]),
    );
    const series = (await ask('/sessions/timeseries', search)).points as Row[];
    expect(sum(await panel('sessions.json: Sessions created', values), 'sessions')).toBe(sum(series, 'created'));
  });

  it.each(callFilters)('count the same tool calls with $title', async ({ values, search }) => {
    const [tiles] = await panel('tool-calls.json: Calls that began in the period', values);
    const summary = await ask('/tool-calls/summary', search);
    expect([tiles?.calls, tiles?.failed]).toEqual([summary.calls, summary.failed]);
    expect(tiles?.success_rate).toBeCloseTo(Number(summary.successRate), 6);
    expect(tiles?.average).toEqual(near(summary.averageMs));
    // The API tells durations apart by sixteenths of a power of two.
    expect(Number(tiles?.p95) / Number(summary.p95Ms)).toBeCloseTo(1, 1);
    for (const chart of ['Calls by outcome', 'Calls by tool'])
      expect(sum(await panel(`tool-calls.json: ${chart}`, values), 'calls'), chart).toBe(summary.calls);
    const executions = await panel('tool-calls.json: Executions', values);
    const history = items(await ask('/tool-calls', `${search}&limit=200`));
    expect(executions.map(({ trace_id, outcome_name }) => [trace_id, outcome_name])).toEqual(
      history.map(({ traceId, outcome }) => [traceId, outcome]),
    );
  });

  it.each(callFilters)('band the same latencies with $title', async ({ values, search }) => {
    const { calls } = await ask('/tool-calls/summary', search);
    const bands = await panel('tool-calls.json: Latency by band', values);
    expect(
      bands.reduce((total, { time: _, ...counts }) => total + Object.values(counts).reduce<number>((a, b) => a + Number(b), 0), 0),
    ).toBe(calls);
  });

  it.each(callFilters)('show the same tools with $title', async ({ values, search }) => {
    const tools = await panel('tool-calls.json: Tools', values);
    const list = items(await ask('/tools', search)).filter(({ calls }) => Number(calls) > 0);
    expect(tools.map(({ tool, service, calls, failed, sessions }) => [tool, service, calls, failed, sessions])).toEqual(
      list.map(({ name, service, calls, failed, sessions }) => [name, service, calls, failed, sessions]),
    );
  });

  it('name the same tools that nobody calls', async () => {
    const idle = await panel('tool-calls.json: Tools never called');
    const { neverCalled } = await ask('/tools');
    expect(idle.map(({ tool }) => tool)).toEqual((neverCalled as Row[]).map(({ name }) => name));
    expect(idle).toHaveLength(1);
  });

  it.each(filters)('show the same clients with $title', async ({ values, search }) => {
    const matrix = await panel('clients.json: Clients', values);
    const list = items(await ask('/clients', search));
    expect(matrix.map(({ client, operations, errors, sessions }) => [client, operations, errors, sessions])).toEqual(
      list.map(({ name, operations, errors, sessions }) => [name, operations, errors, sessions]),
    );
  });

  it.each(callFilters)('group the same errors with $title', async ({ values, search }) => {
    const groups = await panel('errors.json: Error groups', values);
    const list = items(await ask('/errors', `${search}&limit=200`));
    expect(groups.map(({ fingerprint, errors, message, sessions }) => [fingerprint, errors, message, sessions])).toEqual(
      list.map(({ fingerprint, count, message, sessions }) => [fingerprint, count, message, sessions]),
    );
    expect(sum(await panel('errors.json: Errors by outcome', values), 'errors')).toBe(sum(list, 'count'));
  });

  it('tell the same of one tool', async () => {
    const [tiles] = await panel('tool.json: Calls of this tool in the period', { ...all, tool: 'search' });
    const summary = await ask('/tool-calls/summary', '&tool=search');
    expect([tiles?.calls, tiles?.failed]).toEqual([summary.calls, summary.failed]);
  });

  it('tell the same of one session', async () => {
    const timeline = await panel('session-activity.json: Timeline', { ...all, session: 'session-1' });
    const activity = items(await ask('/sessions/session-1/activity', '&limit=500'));
    expect(timeline.map(({ span_id, outcome_name }) => [span_id, outcome_name])).toEqual(
      activity.map(({ spanId, outcome }) => [spanId, outcome]),
    );
  });

  it('tell the same of one execution', async () => {
    const [execution] = items(await ask('/tool-calls', '&limit=1'));
    const ids = { trace: String(execution?.traceId), span: String(execution?.spanId) };
    const [facts] = await panel('execution.json: Execution', { ...all, ...ids });
    expect([facts?.name, facts?.outcome_name, facts?.session]).toEqual([execution?.target, execution?.outcome, execution?.sessionKey]);
    expect(await panel('execution.json: Trace', { ...all, ...ids })).toHaveLength(1);
  });
});
