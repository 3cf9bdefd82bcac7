import { type SpanRow, sealArrivals } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation, ToolCallPage, ToolCallSummary, ToolDetail } from '../contract/index.js';
import { createRandom } from '../testing/random.js';
import { toCallSpan } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Midnight: two whole days lie between it and now. */
const start = Math.floor(Date.now() / dayMs - 3) * dayMs;

const random = createRandom(20_261_128);
const pick = <Value>(values: readonly [Value, ...Value[]]): Value => values[Math.floor(random() * values.length)] ?? values[0];

/** What happens to a call: how it ends for its server, and for its client where that differs. */
const ends = [
  { server: '', client: '' },
  { server: '', client: '' },
  { server: 'tool_error', client: 'tool_error', message: 'Rate limit exceeded' },
  { server: 'tool_error', client: 'tool_error', message: 'no such file' },
  // The server's view counts: it went well there.
  { server: '', client: 'timeout', message: 'Limit of time exceeded' },
  { server: 'cancelled', client: 'cancelled', message: 'LIMIT: cancelled by the user' },
] as const;

/** The views of one call, the client's 300 ms earlier: near the start of an hour they fall into two hours. */
function toSpans(at: number): SpanRow[] {
  const end = pick<(typeof ends)[number]>(ends);
  const sides = pick([['Server'], ['Server', 'Client'], ['Client']]);
  const client = pick(['cursor', 'goose', 'limiter']);
  const session = pick(['s1', 's2', 's3', 'off-limits-4', 'who@1', 'who@2']);
  const ms = Math.ceil(10 ** (random() * 4));
  const tool = pick(['echo', 'search', 'set_limit']);
  const toSpan = (side: 'Server' | 'Client', ending: string) =>
    toCallSpan({
      session,
      tool,
      at: new Date(side === 'Server' ? at : at - 300),
      ms,
      side,
      service: side === 'Server' ? 'files' : `${client}-host`,
      message: ending !== '' && 'message' in end ? end.message : '',
      attributes: {
        'callsight.client.name': client,
        'callsight.client.version': '1.0.0',
        'callsight.arguments.shape': `{"${client}":"string","n":"number"}`,
        ...(session.startsWith('who') ? { 'callsight.session.basis': 'identity' } : {}),
        ...(ms % 3 === 0 ? {} : { 'callsight.arguments.size': String(ms * 7) }),
        ...(ending === '' ? {} : { 'error.type': ending }),
      },
    });
  const server = toSpan('Server', end.server);
  const own = { ...toSpan('Client', end.client), TraceId: server.TraceId };
  return [...(sides.includes('Server') ? [{ ...server, ParentSpanId: own.SpanId }] : []), ...(sides.includes('Client') ? [own] : [])];
}

const toTime = (index: number) =>
  // Every tenth at the border of an hour
  start + (index % 10 === 0 ? Math.floor(random() * 54) * hourMs + 100 : Math.floor(random() * 54 * hourMs));

/** Begins and ends within an hour. */
const period = `from=${new Date(start + 2.3 * hourMs).toISOString()}&to=${new Date(start + 53.6 * hourMs).toISOString()}`;

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  const sealed = Array.from({ length: 500 }, (_, index) => toSpans(toTime(index))).flat();
  await api.engine.ingest(sealed);
  await api.engine.ingest(sealed.slice(0, 50));
  await sealArrivals(api.engine.admin);
  // Late ones make some buckets invalid.
  await api.engine.ingest(Array.from({ length: 5 }, (_, index) => toSpans(toTime(index))).flat());
}, 60_000);
afterAll(() => api.close());

async function listCalls(filter: string, limit = 500): Promise<Operation[]> {
  const items: Operation[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: ToolCallPage = await api.read(`/tool-calls?${period}&${filter}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Filters that the rollup answers, alone or with calls beside it, and those that keep failed calls. */
const filters = [
  '',
  'tool=search',
  'client=goose&outcome=ok',
  'side=client',
  'method=tools/call&q=-tool:echo',
  'q=limit',
  'q=LIMIT tool:echo',
  'q=limit limiter',
  'q=limit exceeded',
  'q=limit&side=client',
  'q=limit&outcome=cancelled',
  'q=off-limits',
  'q=off-limits&side=client',
  'q=who',
  'q=nothing-has-this',
  'q=error:limit',
  'q=error:"*"',
  'q=error:limit*time&side=client',
  'q=outcome:tool_error,timeout latency:>100ms',
  'outcome=tool_error&transport=stdio',
];

describe.each(filters)('calls of %s', (filter) => {
  test('are counted as they are listed', async () => {
    const calls = await listCalls(encodeURI(filter));
    const ended = (outcomes: string[]) => calls.filter(({ outcome }) => outcomes.includes(outcome ?? ''));
    const summary = await api.read<ToolCallSummary>(`/tool-calls/summary?${period}&${encodeURI(filter)}`);
    expect(summary).toMatchObject({
      calls: calls.length,
      cancelled: ended(['cancelled']).length,
      failed: calls.length - ended(['ok', 'cancelled']).length,
    });
    const total = calls.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
    expect((summary.averageMs ?? 0) * calls.length).toBeCloseTo(total, 3);
  });
});

describe.each(filters)('the summary of %s', (filter) => {
  test('tells of the period before what it tells of that period alone', async () => {
    const toQuery = (begin: number, end: number) =>
      `from=${new Date(start + begin * hourMs).toISOString()}&to=${new Date(start + end * hourMs).toISOString()}&${encodeURI(filter)}`;
    // The border lies within a day, an hour and a second.
    const border = 27.41 + 0.0004 / 3.6;
    const { period: whole, previous, ...now } = await api.read<ToolCallSummary>(`/tool-calls/summary?${toQuery(border, 52.3)}`);
    const { period: before, ...statistics } = previous;
    expect(before.to).toBe(whole.from);
    const alone = await api.read<ToolCallSummary>(`/tool-calls/summary?from=${before.from}&to=${before.to}&${encodeURI(filter)}`);
    expect(alone).toMatchObject(statistics);
    const both = await api.read<ToolCallSummary>(`/tool-calls/summary?from=${before.from}&to=${whole.to}&${encodeURI(filter)}`);
    expect(now.calls + statistics.calls).toBe(both.calls);
    expect(now.failed + statistics.failed).toBe(both.failed);
  });
});

describe('few calls', () => {
  const holds = (text: string | null | undefined, word: string) => (text ?? '').toLowerCase().includes(word);
  test.each<[string, (call: Operation) => boolean]>([
    ['q=exceeded', ({ error }) => holds(error?.message, 'exceeded')],
    [
      'q=limit exceeded',
      ({ error, target, clientName }) =>
        holds(error?.message, 'exceeded') && [error?.message, target, clientName].some((text) => holds(text, 'limit')),
    ],
    ['q=off-limits', ({ sessionKey }) => holds(sessionKey, 'off-limits')],
    ['q=error:limit', ({ error }) => holds(error?.message, 'limit')],
    ['outcome=tool_error', ({ outcome }) => outcome === 'tool_error'],
  ])('of %s are those of all calls that fit', async (filter, fits) => {
    const toIds = (calls: readonly Operation[]) => calls.map(({ startedAt, spanId }) => `${startedAt} ${spanId}`);
    const expected = toIds((await listCalls('')).filter(fits));
    expect(expected.length).toBeGreaterThan(10);
    expected.sort().reverse();
    const asked = encodeURI(filter);
    expect(toIds(await listCalls(asked, 7))).toEqual(expected);
    expect(
      toIds(await listCalls(`${asked}&sort=duration`))
        .sort()
        .reverse(),
    ).toEqual(expected);
  });
});

/** A condition that every call meets, and that only the operations themselves can answer. */
const always = 'latency:>=0ms';
function byOperations(filter: string): string {
  const query = new URLSearchParams(filter);
  query.set('q', `${query.get('q') ?? ''} ${always}`);
  return query.toString();
}

describe.each(filters)('answers of %s', (filter) => {
  test.each([
    '/tool-calls/summary',
    '/tool-calls/timeseries?buckets=100&by=tool',
    '/tool-calls/timeseries?buckets=9&by=client',
    '/tool-calls/timeseries?buckets=3&tz=Asia/Kathmandu',
    '/tool-calls/heatmap?buckets=9',
    '/tools',
    '/tools/echo',
  ])('to %s are those of the operations', async (path) => {
    const ask = (query: string) => api.get(`${path}${path.includes('?') ? '&' : '?'}${period}&${query}`);
    const answer = await ask(encodeURI(filter));
    expect(answer).toEqual(await ask(byOperations(filter)));
    if (path === '/tools/echo' && answer.status === 200) {
      const { sessions } = answer.body as ToolDetail;
      const calls = await listCalls(`${encodeURI(filter)}&tool=echo`);
      const last = (key: string) => calls.filter(({ sessionKey }) => sessionKey.startsWith(key)).map(({ startedAt }) => startedAt);
      for (const { key, lastCallAt } of sessions) expect(last(key).sort().at(-1)).toBe(lastCallAt);
    }
  });
});

test('a failed call whose server saw it go well is found by neither its message nor its outcome', async () => {
  const told = await api.read<ToolCallSummary>(`/tool-calls/summary?${period}&q=outcome:timeout&side=client`);
  const counted = await api.read<ToolCallSummary>(`/tool-calls/summary?${period}&q=outcome:timeout error:limit`);
  expect(counted.calls).toBeGreaterThan(0);
  expect(counted.calls).toBeLessThan(told.calls);
});
