import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type SpanRow, sealArrivals, type TestEngine, toCallAttributes, toSpanRow } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const hourMs = 3_600_000;
/** Six hours before the newest whole bucket of six, in which the made calls begin. */
const start = Math.floor(Date.now() / (6 * hourMs) - 10) * 6 * hourMs;

interface Call {
  at: number;
  tool: string;
  client: string;
  service: string;
  outcome: 'ok' | 'tool_error';
  session: string;
  durationMs: number;
  /** Which sides report it. */
  sides: ('Server' | 'Client')[];
}

/** A generator of the same numbers in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = createRandom(20_261_122);
const pick = <Value>(values: readonly [Value, ...Value[]]): Value => values[Math.floor(random() * values.length)] ?? values[0];

function makeCall(at: number): Call {
  return {
    at,
    tool: pick(['echo', 'search', 'fetch']),
    client: pick(['cursor', 'goose']),
    service: pick(['files', 'web']),
    outcome: pick(['ok', 'ok', 'tool_error']),
    session: `session-${Math.floor(random() * 12)}`,
    durationMs: Math.ceil(10 ** (random() * 4)),
    sides: pick([['Server'], ['Server', 'Client'], ['Client']]),
  };
}

/** The two views of a call, the client's 300 ms earlier: at the start of an hour they fall into two hours. */
function toSpans(call: Call): { server: SpanRow | undefined; client: SpanRow | undefined } {
  const attributes = {
    ...toCallAttributes(call.session, call.tool),
    'callsight.client.name': call.client,
    'callsight.arguments.shape': `{"${call.client}":"string"}`,
    ...(call.durationMs % 3 === 0 ? {} : { 'callsight.arguments.size': String(call.durationMs * 7) }),
    ...(call.durationMs % 5 === 0 ? {} : { 'callsight.result.size': String(call.durationMs * 11) }),
    ...(call.outcome === 'ok' ? {} : { 'error.type': 'tool_error' }),
  };
  const server = toSpanRow({ at: new Date(call.at), durationMs: call.durationMs, ServiceName: call.service, SpanAttributes: attributes });
  const client = {
    ...toSpanRow({
      at: new Date(call.at - 300),
      durationMs: call.durationMs,
      ServiceName: `${call.client}-host`,
      SpanKind: 'Client',
      SpanAttributes: attributes,
    }),
    TraceId: server.TraceId,
  };
  if (!call.sides.includes('Server')) return { server: undefined, client };
  return { server: { ...server, ParentSpanId: client.SpanId }, client: call.sides.includes('Client') ? client : undefined };
}

const calls = Array.from({ length: 600 }, (_, index) =>
  // Every tenth at the border of an hour
  makeCall(start + (index % 10 === 0 ? Math.floor(random() * 54) * hourMs + 100 : Math.floor(random() * 54 * hourMs))),
);
const late = Array.from({ length: 40 }, () => makeCall(start + Math.floor(random() * 54 * hourMs)));

interface Filter {
  tool?: string;
  client?: string;
  service?: string;
  outcome?: string;
}

interface Answer {
  calls: number;
  failed: number;
  duration_ns: number;
  sessions: number;
  percentiles: number[];
}

/** What the views of the rollup answer, which may read sealed buckets. */
async function readCounts(from: number, to: number, filter: Filter, step: number): Promise<Answer> {
  const period = `from = '${toEngineTime(from)}', to = '${toEngineTime(to)}'`;
  const where = Object.entries({ target: filter.tool, client_name: filter.client, service: filter.service, outcome: filter.outcome })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => ` AND ${column} = '${value}'`)
    .join('');
  const [answer] = await engine.select<Answer>(`
    SELECT sum(call_count)::UInt32 AS calls, sumIf(call_count, outcome != 'ok')::UInt32 AS failed, sum(duration_ns)::Float64 AS duration_ns,
      (SELECT uniqExactArray(session_ids)::UInt32 FROM mcp_operation_sessions(by_target = 1, ${period})
        WHERE method = 'tools/call' AND counted${where}) AS sessions,
      arrayMap(each -> exp2(intDiv(each, 32) / 16) / 1e6, quantilesExactWeightedArray(0.5, 0.95)(latencies, latency_counts)) AS percentiles
    FROM mcp_tool_call_counts(step = ${step}, by_client = ${filter.client ? 1 : 0}, ${period}) WHERE counted${where}`);
  if (!answer) throw new Error('expected a row');
  return answer;
}

/** The same, from the calls as they were made. */
function recount(made: readonly Call[], from: number, to: number, filter: Filter): Answer {
  const found = made.filter((call) => {
    const seen = call.sides.includes('Server') ? call : { ...call, at: call.at - 300, service: `${call.client}-host` };
    return (
      seen.at >= from &&
      seen.at < to &&
      Object.entries(filter).every(([key, value]) => value === undefined || seen[key as keyof Filter] === value)
    );
  });
  const durations = found.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const quantile = (share: number) => durations[Math.max(0, Math.ceil(share * durations.length) - 1)] ?? 0;
  return {
    calls: found.length,
    failed: found.filter(({ outcome }) => outcome !== 'ok').length,
    duration_ns: durations.reduce((sum, each) => sum + each, 0) * 1e6,
    sessions: new Set(found.map(({ session }) => session)).size,
    percentiles: [quantile(0.5), quantile(0.95)],
  };
}

const toEngineTime = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** Questions that a view on the rollup answers, and how the operations themselves answer them. */
const answers: { title: string; view: (period: string) => string; operations: (where: string, period: string) => string }[] = [
  {
    title: 'operations by all that they are told apart by',
    view: (period) => `
      SELECT service, method, target, client_name, client_version, transport, protocol_version, toString(side) AS of, toString(outcome) AS end,
        sum(operation_count)::UInt32 AS n, max(last) AS newest
      FROM mcp_operation_counts(step = 86400, ${period}) GROUP BY ALL ORDER BY ALL`,
    operations: (where) => `
      SELECT service, method, target, client_name, client_version, transport, protocol_version, toString(side) AS of, toString(outcome) AS end,
        count()::UInt32 AS n, max(ts) AS newest
      FROM mcp_operations WHERE ${where} GROUP BY ALL ORDER BY ALL`,
  },
  {
    title: 'sessions by client',
    view: (period) => `
      SELECT client_name, toString(side) AS of, uniqExactArray(session_ids)::UInt32 AS sessions, sum(arraySum(session_operations))::UInt32 AS n
      FROM mcp_operation_sessions(by_target = 0, ${period}) GROUP BY ALL ORDER BY ALL`,
    operations: (where) => `
      SELECT client_name, toString(side) AS of, uniqExact(session_key)::UInt32 AS sessions, count()::UInt32 AS n
      FROM mcp_operations WHERE ${where} GROUP BY ALL ORDER BY ALL`,
  },
  {
    title: 'sessions by tool',
    view: (period) => `
      SELECT target, uniqExactArray(session_ids)::UInt32 AS sessions, sum(arraySum(session_operations))::UInt32 AS n
      FROM mcp_operation_sessions(by_target = 1, ${period}) WHERE counted GROUP BY ALL ORDER BY ALL`,
    operations: (_, period) => `
      SELECT target, uniqExact(session_key)::UInt32 AS sessions, count()::UInt32 AS n
      FROM mcp_tool_calls_between(${period}) GROUP BY ALL ORDER BY ALL`,
  },
  {
    title: 'shapes of arguments',
    view: (period) => `
      SELECT target, client_name, arguments_shape, sum(call_count)::UInt32 AS n, sum(duration_ns)::Float64 AS duration,
        sum(arguments_known)::UInt32 AS known, sum(arguments_bytes)::UInt32 AS bytes, sumArray(latency_counts)::UInt32 AS latencies
      FROM mcp_tool_call_shapes(${period}) WHERE counted GROUP BY ALL ORDER BY ALL`,
    operations: (_, period) => `
      SELECT target, client_name, arguments_shape, count()::UInt32 AS n, sum(duration_ns)::Float64 AS duration,
        count(arguments_size)::UInt32 AS known, ifNull(sum(arguments_size), 0)::UInt32 AS bytes, count()::UInt32 AS latencies
      FROM mcp_tool_calls_between(${period}) GROUP BY ALL ORDER BY ALL`,
  },
  {
    title: 'sizes, clients and first and last calls of tools',
    view: (period) => `
      SELECT target, toString(outcome) AS end, min(first) AS oldest, max(last) AS newest, sum(arguments_known)::UInt32 AS known,
        sum(arguments_bytes)::UInt32 AS bytes, max(arguments_max)::UInt32 AS largest, sumArray(arguments_counts)::UInt32 AS sizes,
        sum(result_known)::UInt32 AS known_results, sum(result_bytes)::UInt32 AS result_bytes_sum, max(result_max)::UInt32 AS largest_result,
        sumArray(result_counts)::UInt32 AS result_sizes_sum, uniqExactArray(clients)::UInt32 AS different_clients
      FROM mcp_tool_call_counts(step = 86400, by_client = 0, ${period}) WHERE counted GROUP BY ALL ORDER BY ALL`,
    operations: (_, period) => `
      SELECT target, toString(outcome) AS end, min(ts) AS oldest, max(ts) AS newest, count(arguments_size)::UInt32 AS known,
        ifNull(sum(arguments_size), 0)::UInt32 AS bytes, max(ifNull(arguments_size, 0))::UInt32 AS largest, count(arguments_size)::UInt32 AS sizes,
        count(result_size)::UInt32 AS known_results, ifNull(sum(result_size), 0)::UInt32 AS result_bytes_sum, max(ifNull(result_size, 0))::UInt32 AS largest_result,
        count(result_size)::UInt32 AS result_sizes_sum, uniqExact(client_name)::UInt32 AS different_clients
      FROM mcp_tool_calls_between(${period}) GROUP BY ALL ORDER BY ALL`,
  },
  {
    title: 'calls by band of the heat map',
    view: (period) => `
      SELECT band, sum(number)::UInt32 AS n
      FROM (SELECT * FROM mcp_tool_call_counts(step = 3600, by_client = 1, ${period}) WHERE counted)
      ARRAY JOIN bands AS band, latency_counts AS number GROUP BY ALL ORDER BY ALL`,
    operations: (_, period) => `
      SELECT toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000])) AS band,
        count()::UInt32 AS n
      FROM mcp_tool_calls_between(${period}) GROUP BY ALL ORDER BY ALL`,
  },
];

async function expectSameAnswers(from: number, to: number): Promise<void> {
  const times = [toEngineTime(from), toEngineTime(to)] as const;
  const period = `from = '${times[0]}', to = '${times[1]}'`;
  for (const { title, view, operations } of answers)
    expect(await engine.select(view(period)), title).toEqual(
      await engine.select(operations(`ts >= '${times[0]}' AND ts < '${times[1]}'`, period)),
    );
  const stats = `time, service, tool, calls, ok, tool_error, invalid_request, server_error, cancelled, timeout, lost, duration_ns_sum`;
  expect(await engine.select(`SELECT ${stats} FROM mcp_tool_stats_1h ORDER BY ALL`)).toEqual(
    await engine.select(`SELECT toStartOfHour(m.time) AS time, service, tool, sum(calls) AS calls, sum(ok) AS ok, sum(tool_error) AS tool_error,
      sum(invalid_request) AS invalid_request, sum(server_error) AS server_error, sum(cancelled) AS cancelled, sum(timeout) AS timeout,
      sum(lost) AS lost, sum(duration_ns_sum) AS duration_ns_sum FROM mcp_tool_stats_1m AS m GROUP BY time, service, tool ORDER BY ALL`),
  );
  const median = 'quantilesTDigestMerge(0.5, 0.95, 0.99)(duration_ns_quantiles)[1] AS median';
  const [hours] = await engine.select<{ median: number }>(`SELECT ${median} FROM mcp_tool_stats_1h`);
  const [minutes] = await engine.select<{ median: number }>(`SELECT ${median} FROM mcp_tool_stats_1m`);
  expect(Math.abs((hours?.median ?? 0) / (minutes?.median ?? 1) - 1)).toBeLessThan(0.03);
}

async function expectSameNumbers(made: readonly Call[]): Promise<void> {
  for (let round = 0; round < 16; round += 1) {
    const from = start - hourMs + Math.floor(random() * 30 * hourMs);
    const to = from + Math.ceil(random() * 40 * hourMs);
    if (round % 4 === 0) await expectSameAnswers(from, to);
    const filter: Filter = {
      ...(random() < 0.3 ? { tool: 'search' } : {}),
      ...(random() < 0.3 ? { client: 'goose' } : {}),
      ...(random() < 0.3 ? { service: 'files' } : {}),
      ...(random() < 0.3 ? { outcome: 'tool_error' } : {}),
    };
    const step = pick([60, 3_600, 21_600, 86_400]);
    const expected = recount(made, from, to, filter);
    const { percentiles, ...answer } = await readCounts(from, to, filter, step);
    const { percentiles: exact, ...counts } = expected;
    expect(answer, JSON.stringify({ from, to, filter, step })).toEqual(counts);
    for (const [index, value] of exact.entries()) {
      if (value > 0) expect(Math.abs((percentiles[index] ?? 0) / value - 1)).toBeLessThan(0.022);
    }
  }
}

const sealedBuckets = async () => (await engine.select<{ n: number }>('SELECT count()::UInt32 AS n FROM mcp_sealed_buckets'))[0]?.n ?? 0;

test('unsealed, sealed, touched by late rows and sealed again, the rollup answers as the calls were made', {
  timeout: 120_000,
}, async () => {
  const spans = calls.map(toSpans);
  // The clients' views last: they come out of order, and many rows twice.
  await engine.ingest(spans.flatMap(({ server }) => server ?? []));
  await engine.ingest(spans.flatMap(({ client }) => client ?? []));
  await engine.ingest(spans.slice(0, 200).flatMap(({ server }) => server ?? []));
  expect(await sealedBuckets()).toBe(0);
  await expectSameNumbers(calls);

  await sealArrivals(engine.admin);
  const sealed = await sealedBuckets();
  expect(sealed).toBeGreaterThan(54);
  await expectSameNumbers(calls);

  const lateSpans = late.map(toSpans);
  await engine.ingest(lateSpans.flatMap(({ server, client }) => [client, server].flatMap((row) => row ?? [])));
  await engine.ingest(spans.slice(200, 210).flatMap(({ client }) => client ?? []));
  expect(await sealedBuckets()).toBeLessThan(sealed);
  await expectSameNumbers([...calls, ...late]);

  await sealArrivals(engine.admin);
  expect(await sealedBuckets()).toBeGreaterThanOrEqual(sealed);
  await expectSameNumbers([...calls, ...late]);
});

test('a server’s view that arrives hours after the client’s takes its place in a sealed bucket', async () => {
  const call: Call = { ...makeCall(start + 100 * hourMs), at: start + 2 * hourMs + 100, tool: 'slow', sides: ['Server', 'Client'] };
  const { server, client } = toSpans(call);
  if (!server || !client) throw new Error('expected both views');
  await engine.ingest([client]);
  await sealArrivals(engine.admin);
  const read = () => readCounts(start, start + 6 * hourMs, { tool: 'slow' }, 86_400);
  expect((await read()).calls).toBe(1);
  await engine.ingest([server]);
  expect((await read()).calls).toBe(1);
  await sealArrivals(engine.admin);
  expect((await read()).calls).toBe(1);
  const hosts = await engine.select(
    `SELECT DISTINCT service FROM mcp_tool_call_counts(step = 3600, by_client = 0, from = '${toEngineTime(start)}', to = '${toEngineTime(start + 6 * hourMs)}') WHERE counted AND target = 'slow'`,
  );
  expect(hosts).toEqual([{ service: call.service }]);
});
