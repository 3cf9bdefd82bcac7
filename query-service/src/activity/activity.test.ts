import { toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActivityPage, OperationDetail } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const { at } = toPastHour();
const trace = 'c'.repeat(32);
const session = { 'callsight.session.key': 's', 'callsight.session.basis': 'connection' };

const initialize = toSpanRow({ at: at(0), durationMs: 100, SpanAttributes: { ...session, 'mcp.method.name': 'initialize' } });
const notification = toSpanRow({
  at: at(1),
  durationMs: 1,
  SpanAttributes: { ...session, 'mcp.method.name': 'notifications/initialized' },
});
const slow = toCallSpan({
  session: 's',
  tool: 'slow',
  at: at(2),
  ms: 5_000,
  span: { TraceId: trace, SpanId: '1'.repeat(16), ParentSpanId: '2'.repeat(16) },
});
const quick = toCallSpan({
  session: 's',
  tool: 'quick',
  at: at(3),
  ms: 500,
  message: 'no luck',
  attributes: { 'error.type': 'tool_error' },
});
const running = toSpanRow({
  at: at(4),
  durationMs: 2_000,
  SpanKind: 'Internal',
  SpanAttributes: {
    ...session,
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'stuck',
    'callsight.span.type': 'snapshot',
    'callsight.snapshot.trace_id': 'd'.repeat(32),
    'callsight.snapshot.span_id': '9'.repeat(16),
  },
});
const last = toCallSpan({ session: 's', tool: 'last', at: at(20), ms: 1 });
const others = [
  toSpanRow({ TraceId: trace, SpanId: '2'.repeat(16), SpanName: 'agent turn', at: at(1), durationMs: 8_000, ServiceName: 'agent' }),
  toSpanRow({ TraceId: trace, SpanId: '3'.repeat(16), ParentSpanId: '1'.repeat(16), SpanName: 'SELECT', at: at(3), ServiceName: 'db' }),
  toSpanRow({
    TraceId: trace,
    SpanId: '4'.repeat(16),
    ParentSpanId: '3'.repeat(16),
    SpanName: 'disk',
    at: at(3),
    ServiceName: 'db',
    StatusCode: 'Error',
    StatusMessage: 'slow disk',
  }),
  toSpanRow({ TraceId: trace, SpanId: '5'.repeat(16), ParentSpanId: '2'.repeat(16), SpanName: 'chat', at: at(2), ServiceName: 'agent' }),
];
const log = (second: number, body: string, spanId: string, traceId = trace) => ({
  Timestamp: (at(second).getTime() / 1_000).toFixed(3),
  TraceId: traceId,
  SpanId: spanId,
  SeverityText: 'WARN',
  ServiceName: 'files',
  Body: body,
  LogAttributes: { attempt: '2' },
});

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest([initialize, notification, slow, quick, running, last, ...others]);
  const logs = [log(4, 'second', '3'.repeat(16)), log(3, 'first', '1'.repeat(16)), log(3, 'elsewhere', '', 'e'.repeat(32))];
  await api.engine.insert('otel_logs', Buffer.from(logs.map((each) => JSON.stringify(each)).join('\n')));
});
afterAll(() => api.close());

const brief = ({ items }: ActivityPage) =>
  items.map(({ entry, target, method, offsetMs, state }) => [entry, target ?? method, offsetMs, state]);

describe('the timeline of a session', () => {
  test('has each operation once, with its offset, lost ones among them', async () => {
    expect(brief(await api.read<ActivityPage>('/sessions/s/activity'))).toEqual([
      ['request', 'initialize', 0, 'ended'],
      ['notification', 'notifications/initialized', 1_000, 'ended'],
      ['tool_execution', 'slow', 2_000, 'ended'],
      ['tool_execution', 'quick', 3_000, 'ended'],
      ['tool_execution', 'stuck', 4_000, 'lost'],
      ['tool_execution', 'last', 20_000, 'ended'],
    ]);
  });

  test('has results and errors when they came, where they are asked for apart', async () => {
    expect(brief(await api.read<ActivityPage>('/sessions/s/activity?results=apart'))).toEqual([
      ['request', 'initialize', 0, 'ended'],
      ['result', 'initialize', 100, 'ended'],
      ['notification', 'notifications/initialized', 1_000, 'ended'],
      ['tool_execution', 'slow', 2_000, 'ended'],
      ['tool_execution', 'quick', 3_000, 'ended'],
      ['error', 'quick', 3_500, 'ended'],
      ['tool_execution', 'stuck', 4_000, 'lost'],
      ['result', 'slow', 7_000, 'ended'],
      ['tool_execution', 'last', 20_000, 'ended'],
      ['result', 'last', 20_001, 'ended'],
    ]);
  });

  test.each(['within', 'apart'])('with results %s is the same page by page', async (results) => {
    const whole = await api.read<ActivityPage>(`/sessions/s/activity?results=${results}`);
    const pages: ActivityPage['items'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ActivityPage = await api.read(`/sessions/s/activity?results=${results}&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(whole.items);
  });

  test.each([
    ['outcome=tool_error', ['quick']],
    ['q=error:luck', ['quick']],
    ['q=luck', ['quick']],
    ['q=latency:>1s -tool:stuck', ['slow']],
    ['tool=last', ['last']],
    ['method=initialize', ['initialize']],
    ['side=client', []],
  ])('filtered by %s', async (filter, targets) => {
    const { items } = await api.read<ActivityPage>(`/sessions/s/activity?${filter}`);
    expect(items.map(({ target, method }) => target ?? method)).toEqual(targets);
  });
});

describe('one execution', () => {
  test('has its trace with what led to it and what it caused', async () => {
    const { trace: spans } = await api.read<OperationDetail>(`/tool-calls/${trace}/${'1'.repeat(16)}`);
    expect(spans.map(({ name, relation, message }) => [name, relation, message])).toEqual([
      ['agent turn', 'upstream', null],
      ['tools/call slow', 'self', null],
      ['chat', 'other', null],
      ['SELECT', 'downstream', null],
      ['disk', 'downstream', 'slow disk'],
    ]);
  });

  test('has the logs of its trace, and knows its own', async () => {
    const { logs } = await api.read<OperationDetail>(`/tool-calls/${trace}/${'1'.repeat(16)}`);
    expect(logs.map(({ body, own, severity, attributes }) => ({ body, own, severity, attributes }))).toEqual([
      { body: 'first', own: true, severity: 'WARN', attributes: { attempt: '2' } },
      { body: 'second', own: false, severity: 'WARN', attributes: { attempt: '2' } },
    ]);
  });

  test('has the calls before and after it in its session', async () => {
    const beside = async (traceId: string, spanId: string) => {
      const { previous, next } = await api.read<OperationDetail>(`/tool-calls/${traceId}/${spanId}`);
      return [previous?.target, next?.target];
    };
    expect(await beside(slow.TraceId, slow.SpanId)).toEqual([undefined, 'quick']);
    expect(await beside(quick.TraceId, quick.SpanId)).toEqual(['slow', 'last']);
    expect(await beside(last.TraceId, last.SpanId)).toEqual(['quick', undefined]);
  });
});
