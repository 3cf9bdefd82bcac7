import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, toCallAttributes, toSpanRow } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

function call(session: string, minutes: number) {
  return toSpanRow({ at: minutesAgo(minutes), SpanAttributes: toCallAttributes(session, 'echo') });
}

function sessionSpan(
  type: 'session' | 'heartbeat',
  session: string,
  minutes: number,
  durationMs: number,
  more: Record<string, string> = {},
) {
  return toSpanRow({
    at: minutesAgo(minutes),
    durationMs,
    SpanKind: 'Internal',
    SpanAttributes: { 'callsight.span.type': type, 'callsight.session.key': session, 'callsight.session.basis': 'connection', ...more },
  });
}

async function read(session: string, columns: string) {
  const rows = await engine.select(`SELECT ${columns} FROM mcp_sessions WHERE session_key = '${session}'`);
  return rows[0];
}

const statuses = [
  { title: 'activity within five minutes is connected', session: 'active', spans: [call('active', 4)], status: 'connected' },
  { title: 'quiet for longer is idle', session: 'quiet', spans: [call('quiet', 10)], status: 'idle' },
  { title: 'silent past half an hour is lost', session: 'silent', spans: [call('silent', 45)], status: 'lost' },
  {
    title: 'a heartbeat keeps a quiet session connected',
    session: 'beating',
    spans: [call('beating', 60), sessionSpan('heartbeat', 'beating', 1, 0)],
    status: 'connected',
  },
  {
    title: 'heartbeats that stopped mean lost, sooner than silence does',
    session: 'stopped',
    spans: [call('stopped', 20), sessionSpan('heartbeat', 'stopped', 10, 0)],
    status: 'lost',
  },
  {
    title: 'a seen end is closed, whatever arrives after',
    session: 'ended',
    spans: [sessionSpan('session', 'ended', 20, 60_000, { 'callsight.session.end_reason': 'closed' }), call('ended', 19.5)],
    status: 'closed',
  },
];

test.each(statuses)('$title', async ({ session, spans, status }) => {
  await engine.ingest(spans);
  expect(await read(session, 'status')).toEqual({ status });
});

test('created, last activity and duration span every operation, however late or out of order they arrive', async () => {
  const first = call('span', 50);
  const last = toSpanRow({ at: minutesAgo(20), durationMs: 60_000, SpanAttributes: toCallAttributes('span', 'slow') });
  await engine.ingest([last]);
  await engine.ingest([first]);
  expect(
    await read('span', "dateDiff('second', created, last_activity) AS seconds, round(duration_ms / 1000) AS duration, operations"),
  ).toEqual({
    seconds: 31 * 60,
    duration: 31 * 60,
    operations: 2,
  });
});

test('client, transport and protocol version may come from any operation of the session', async () => {
  await engine.ingest([
    toSpanRow({
      SpanAttributes: toCallAttributes('facts', 'echo', { 'callsight.client.name': 'agent', 'callsight.client.version': '2.1' }),
    }),
    toSpanRow({
      SpanAttributes: toCallAttributes('facts', 'echo', { 'callsight.transport': 'stdio', 'mcp.protocol.version': '2025-11-25' }),
    }),
  ]);
  expect(await read('facts', 'client_name, client_version, transport, protocol_version, basis')).toEqual({
    client_name: 'agent',
    client_version: '2.1',
    transport: 'stdio',
    protocol_version: '2025-11-25',
    basis: 'connection',
  });
});

test('a snapshot is running until its operation ends, and lost once the snapshots stopped', async () => {
  const ids = (n: string) => ({ 'callsight.snapshot.trace_id': n.repeat(32), 'callsight.snapshot.span_id': n.repeat(16) });
  const recently = minutesAgo(1);
  const snapshot = (n: string, at: Date, durationMs: number) =>
    toSpanRow({
      at,
      durationMs,
      SpanAttributes: toCallAttributes('running', 'slow', { 'callsight.span.type': 'snapshot', ...ids(n) }),
    });
  await engine.ingest([
    snapshot('1', recently, 5_000),
    snapshot('1', recently, 50_000),
    snapshot('2', minutesAgo(30), 60_000),
    snapshot('3', recently, 2_000),
  ]);
  await engine.ingest([
    toSpanRow({ TraceId: '3'.repeat(32), SpanId: '3'.repeat(16), at: recently, SpanAttributes: toCallAttributes('running', 'slow') }),
  ]);
  expect(await engine.select("SELECT span_id, state FROM mcp_running WHERE kind = 'operation' ORDER BY span_id")).toEqual([
    { span_id: '1'.repeat(16), state: 'running' },
    { span_id: '2'.repeat(16), state: 'lost' },
  ]);
});
