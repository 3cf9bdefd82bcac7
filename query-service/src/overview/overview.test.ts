import { sealArrivals, toSpanRow } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientList, ServiceList, SessionSeries } from '../contract/index.js';
import { createRandom } from '../testing/random.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Midnight: two whole days lie between it and now. */
const start = Math.floor(Date.now() / dayMs - 3) * dayMs;
/** Begins and ends within an hour. */
const from = start + 2.3 * hourMs;
const to = start + 53.6 * hourMs;
const period = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

const random = createRandom(20_261_128);
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;

const kinds = [
  { method: 'tools/call', target: 'echo' },
  { method: 'tools/call', target: 'set_limit' },
  { method: 'prompts/get', target: 'limits' },
  { method: 'tools/list', target: '' },
  { method: 'notifications/initialized', target: '' },
];
const ends = [
  { outcome: 'ok', message: '' },
  { outcome: 'ok', message: '' },
  { outcome: 'tool_error', message: 'Rate limit exceeded' },
  { outcome: 'timeout', message: '' },
  { outcome: 'cancelled', message: 'LIMIT: cancelled by the user' },
];

function toOperation(index: number) {
  return {
    // Every tenth at the border of an hour
    at: start + (index % 10 === 0 ? Math.floor(random() * 54) * hourMs + 100 : Math.floor(random() * 54 * hourMs)),
    service: pick(['files', 'git']),
    side: pick(['server', 'client']),
    client: pick(['cursor', 'goose', 'limiter']),
    session: pick(['s1', 's2', 's3', 's4', 'off-limits-4', 'off-limits-5', 'who']),
    transport: pick(['http', 'stdio']),
    ...pick(kinds),
    ...pick(ends),
  };
}
type MadeOperation = ReturnType<typeof toOperation>;
const operations = Array.from({ length: 1_000 }, (_, index) => toOperation(index));
const inPeriod = operations.filter(({ at }) => at >= from && at < to);

const rows = operations.map(({ at, service, side, client, session, transport, method, target, outcome, message }) => {
  return toSpanRow({
    at: new Date(at),
    ServiceName: service,
    SpanKind: side === 'server' ? 'Server' : 'Client',
    StatusMessage: message,
    SpanAttributes: {
      'mcp.method.name': method,
      ...(target === '' ? {} : { [method === 'tools/call' ? 'gen_ai.tool.name' : 'gen_ai.prompt.name']: target }),
      ...(outcome === 'ok' ? {} : { 'error.type': outcome }),
      'callsight.session.key': session,
      'callsight.session.basis': session === 'who' ? 'identity' : 'connection',
      'callsight.client.name': client,
      'callsight.transport': transport,
    },
  });
});

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  const late = rows.slice(0, 7);
  await api.engine.ingest(rows.slice(7));
  await api.engine.ingest(rows.slice(100, 150));
  await sealArrivals(api.engine.admin);
  // Late ones make some buckets invalid.
  await api.engine.ingest(late);
}, 60_000);
afterAll(() => api.close());

const has = (word: string) => (operation: MadeOperation) =>
  [operation.session, operation.target, operation.client, operation.message].some((text) => text.toLowerCase().includes(word));
const isOk = ({ outcome }: MadeOperation) => outcome === 'ok';
const isError = ({ outcome }: MadeOperation) => outcome !== 'ok' && outcome !== 'cancelled';

/** Filters that the rollup answers, alone or with operations beside it; that keep failed operations; and that need the operations. */
const filters: [string, (operation: MadeOperation) => boolean][] = [
  ['', () => true],
  ['tool=set_limit', ({ target }) => target === 'set_limit'],
  ['client=goose&outcome=ok&transport=http', ({ client, outcome, transport }) => `${client} ${outcome} ${transport}` === 'goose ok http'],
  ['side=client', ({ side }) => side === 'client'],
  ['method=tools/list', ({ method }) => method === 'tools/list'],
  ['q=-tool:echo', ({ target }) => target !== 'echo'],
  ['q=tool:*limit*', ({ target }) => target.includes('limit')],
  ['q=limit', has('limit')],
  ['q=LIMIT -outcome:cancelled', (each) => has('limit')(each) && each.outcome !== 'cancelled'],
  ['q=limit limiter', (each) => has('limit')(each) && has('limiter')(each)],
  ['q=limit exceeded', (each) => has('limit')(each) && has('exceeded')(each)],
  ['q=limit&tool=echo', (each) => has('limit')(each) && each.target === 'echo'],
  ['q=limit&side=server&service=git', (each) => has('limit')(each) && each.side === 'server' && each.service === 'git'],
  ['q=off-limits', has('off-limits')],
  ['q=off-limits outcome:ok', (each) => has('off-limits')(each) && isOk(each)],
  ['q=who', has('who')],
  ['q=nothing-has-this', () => false],
  ['q=-limit', (each) => !has('limit')(each)],
  ['q=error:limit', ({ message }) => message.toLowerCase().includes('limit')],
  ['q=outcome:tool_error,timeout user:""', (each) => each.outcome === 'tool_error' || each.outcome === 'timeout'],
];

function toTotals(counted: readonly MadeOperation[]) {
  return {
    sessions: new Set(counted.map(({ session }) => session)).size,
    operations: counted.length,
    toolCalls: counted.filter(({ method }) => method === 'tools/call').length,
    errors: counted.filter(isError).length,
    lastSeenAt: new Date(Math.max(...counted.map(({ at }) => at))).toISOString().replace('Z', '000Z'),
  };
}

/** What is told of each name. */
function toExpected(fits: (operation: MadeOperation) => boolean, toName: (operation: MadeOperation) => string) {
  const fitting = inPeriod.filter(fits);
  const names = [...new Set(fitting.map(toName))].sort();
  return names.map((name) => ({ name, ...toTotals(fitting.filter((each) => toName(each) === name)) }));
}

const sorted = <Item extends { name: string }>(items: readonly Item[]) => [...items].sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(filters)('operations of %s', (filter, fits) => {
  const query = `${period}&${encodeURI(filter)}`;

  test('are counted by service', async () => {
    const { items } = await api.read<ServiceList>(`/services?${query}`);
    expect(sorted(items.map(({ errorRate: _, ...item }) => item))).toEqual(toExpected(fits, ({ service }) => service));
  });

  test('are counted by client', async () => {
    const { items } = await api.read<ClientList>(`/clients?${query}`);
    const named = items.map(({ errorRate: _, version: _version, protocolVersion: _protocol, name, transport, ...item }) => {
      return { name: `${name} ${transport}`, ...item };
    });
    expect(sorted(named)).toEqual(toExpected(fits, ({ client, transport }) => `${client} ${transport}`));
  });

  test.each(['buckets=9', 'buckets=3', 'buckets=60'])('are counted over time with %s', async (buckets) => {
    const { points, bucketSeconds } = await api.read<SessionSeries>(`/sessions/timeseries?${query}&${buckets}`);
    const fitting = inPeriod.filter(fits);
    const expected = points.map(({ time }) => {
      const begin = Date.parse(time);
      const own = fitting.filter(({ at }) => at >= begin && at < begin + bucketSeconds * 1_000);
      return [own.length, own.filter(isError).length];
    });
    expect(points.map(({ operations: number, errors }) => [number, errors])).toEqual(expected);
  });
});
