import { type SpanRow, toCallAttributes, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LiveSession, liveGap, type Operation } from '../contract/index.js';
import { listenTo, type Received } from '../testing/listen-to.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
});
afterAll(() => api.close());

const listen = (query = '', headers: Record<string, string> = {}) => listenTo(`${api.url}/api/v1/live${query}`, headers);
const toTargets = (events: readonly Received[]) => events.map(({ data }) => (data as Operation).target);
const call = (session: string, tool: string, span: Partial<SpanRow> = {}) =>
  toSpanRow({ ...span, SpanAttributes: toCallAttributes(session, tool, span.SpanAttributes) });

test('a listener gets each new operation once, and one that comes back gets exactly what it missed', async () => {
  const first = await listen('?events=operation');
  await api.engine.ingest([call('live', 'one'), call('live', 'two')]);
  const seen = await first.take(2);
  expect(toTargets(seen).sort()).toEqual(['one', 'two']);
  const { id } = seen[0] as Received;
  first.close();
  await api.engine.ingest([call('live', 'three')]);
  const again = await listen('?events=operation', { 'Last-Event-ID': id });
  expect(toTargets(await again.take(2)).sort()).toEqual([...toTargets(seen.slice(1)), 'three'].sort());
  again.close();
});

test('filters apply to what has the field that they name', async () => {
  const filtered = await listen('?tool=wanted&service=files&events=operation');
  await api.engine.ingest([call('f', 'wanted', { ServiceName: 'git' }), call('f', 'other'), call('f', 'wanted')]);
  const [event] = await filtered.take(1);
  expect(event?.data).toMatchObject({ target: 'wanted', service: 'files' });
  filtered.close();
});

test('a session of an identity is named by any second of it', async () => {
  const identity = { 'callsight.session.basis': 'identity' };
  const second = Math.floor(Date.now() / 1_000) - 60;
  const listener = await listen(`?events=operation&session=someone@${second}`);
  await api.engine.ingest([
    call('somebody', 'other', { SpanAttributes: identity }),
    call('someone', 'theirs', { SpanAttributes: identity }),
  ]);
  expect(toTargets(await listener.take(1))).toEqual(['theirs']);
  listener.close();
});

test('sessions are told as they begin and change', async () => {
  const listener = await listen('?events=session&session=changing');
  await api.engine.ingest([call('quiet', 'echo')]);
  // The first look at sessions only remembers them.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await api.engine.ingest([call('changing', 'echo')]);
  const [begun] = await listener.take(1);
  expect(begun?.data as LiveSession).toMatchObject({ key: 'changing', status: 'connected', toolCalls: 1 });
  await api.engine.ingest([call('changing', 'echo')]);
  const [changed] = await listener.take(1);
  expect(changed?.data as LiveSession).toMatchObject({ key: 'changing', toolCalls: 2 });
  listener.close();
});

test('a running call is told before it ends, and not once it has', async () => {
  const listener = await listen('?events=running,operation&session=slow');
  const end = call('slow', 'wait', { SpanId: 'cccccccccccccccc' });
  const snapshot = toSpanRow({
    durationMs: 1_000,
    SpanAttributes: {
      ...end.SpanAttributes,
      'callsight.span.type': 'snapshot',
      'callsight.snapshot.trace_id': end.TraceId,
      'callsight.snapshot.span_id': end.SpanId,
    },
  });
  await api.engine.ingest([snapshot]);
  const [running] = await listener.take(1);
  expect(running).toMatchObject({ event: 'running', data: { target: 'wait', state: 'running', outcome: null, spanId: end.SpanId } });
  await api.engine.ingest([end]);
  const [ended] = await listener.take(1);
  expect(ended).toMatchObject({ event: 'operation', data: { target: 'wait', state: 'ended', spanId: end.SpanId } });
  listener.close();
  const late = await listen('?events=running,operation&session=slow');
  await api.engine.ingest([call('slow', 'next')]);
  expect(toTargets(await late.take(1))).toEqual(['next']);
  late.close();
});

test('one that comes back to a server that was started anew gets what it missed from the database', async () => {
  const listener = await listen('?events=operation&session=restart');
  await api.engine.ingest([call('restart', 'before')]);
  const [event] = await listener.take(1);
  listener.close();
  await api.engine.ingest([call('restart', 'missed')]);
  const ofAnother = String(event?.id.replace(/[0-9a-f]{12}$/, '000000000000'));
  const again = await listen('?events=operation&session=restart', { 'Last-Event-ID': ofAnother });
  expect(toTargets(await again.take(2))).toEqual(['before', 'missed']);
  again.close();
});

test('more than the feed carries at once is told as a gap', async () => {
  const listener = await listen('?events=operation&session=none');
  await api.engine.ingest(Array.from({ length: 3_200 }, () => call('burst', 'echo')));
  const [gap] = await listener.take(1);
  expect(gap).toMatchObject({ event: 'gap', data: { reason: 'burst' } });
  const { missed } = liveGap.parse(gap?.data);
  expect(missed).toBeGreaterThanOrEqual(200);
  listener.close();
});

test.each([
  ['a Last-Event-ID that is none', '', { 'Last-Event-ID': 'x' }],
  ['an unknown kind', '?events=everything', {}],
  ['an unknown filter', '?colour=red', {}],
])('%s is refused', async (_title, query, headers) => {
  expect((await fetch(`${api.url}/api/v1/live${query}`, { headers: headers as Record<string, string> })).status).toBe(400);
});
