import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type SpanRow, sealArrivals, type TestEngine, toCallAttributes, toSpanRow } from '../testing/index.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const hour = 3_600_000;
const start = Math.floor(Date.now() / hour) * hour - 6 * hour;
const at = (minutes: number) => new Date(start + minutes * 60_000);

function call(session: string, minutes: number, { basis = 'connection', tool = 'echo', ...more }: Record<string, string> = {}): SpanRow {
  return toSpanRow({ at: at(minutes), SpanAttributes: toCallAttributes(session, tool, { 'callsight.session.basis': basis, ...more }) });
}
const ofIdentity = (session: string, minutes: number, more: Record<string, string> = {}) =>
  call(session, minutes, { basis: 'identity', ...more });

const columns = `session_key, operations_key, basis, created, last_activity, ended, status, service, client_name, toUInt32(operations) AS operations,
  toUInt32(tool_calls) AS tool_calls, toUInt32(errors) AS errors, outcome_mask`;
const readSessions = () => engine.select<Record<string, unknown>>(`SELECT ${columns} FROM mcp_sessions ORDER BY operations_key, created`);
const readCalls = () => engine.select('SELECT * FROM mcp_session_calls ORDER BY session_key');

/** Every session with how its calls went: from the views of all, and from those of what is sealed and what is not. */
async function readBoth(): Promise<[all: unknown[], parts: unknown[]]> {
  const together = `session_key, operations_key, basis, created, last_activity, last_sign_of_life, ended, end_reason, status, duration_ms, service, client_name,
    operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool`;
  return [
    await engine.select(`SELECT ${together} FROM mcp_sessions LEFT JOIN mcp_session_calls USING session_key ORDER BY session_key`),
    await engine.select(`SELECT * FROM (
        SELECT ${together} FROM mcp_quiet_sessions WHERE operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
        UNION ALL
        SELECT ${together} FROM mcp_unsealed_sessions
      ) ORDER BY session_key`),
  ];
}

/** Minutes after the start in which each session of a key was created and last active, with its number of operations. */
async function readWindows(key: string): Promise<[number, number, number][]> {
  const rows = await engine.select<{ created: string; last: string; operations: number }>(
    `SELECT created, last_activity AS last, toUInt32(operations) AS operations FROM mcp_sessions WHERE operations_key = '${key}' ORDER BY created`,
  );
  const toMinutes = (time: string) => Math.floor((Date.parse(time) - start) / 60_000);
  return rows.map(({ created, last, operations }) => [toMinutes(created), toMinutes(last), operations]);
}

async function countOpen(): Promise<number> {
  const [row] = await engine.select<{ n: number }>('SELECT toUInt32(count()) AS n FROM mcp_open_sessions');
  return row?.n ?? 0;
}

test('an identity is cut where it paused for 30 minutes, wherever its operations were handled', async () => {
  const replica = (span: SpanRow, instance: string) => ({ ...span, ResourceAttributes: { 'service.instance.id': instance } });
  await engine.ingest([
    replica(ofIdentity('caller', 1), 'a'),
    replica(ofIdentity('caller', 29), 'b'),
    replica(ofIdentity('caller', 55), 'a'),
    replica(ofIdentity('caller', 86), 'b'),
    replica(ofIdentity('caller', 300), 'a'),
  ]);
  expect(await readWindows('caller')).toEqual([
    [1, 55, 3],
    [86, 86, 1],
    [300, 300, 1],
  ]);
  const keys = await engine.select<{ session_key: string }>(
    "SELECT session_key FROM mcp_sessions WHERE operations_key = 'caller' ORDER BY created",
  );
  expect(keys.map(({ session_key }) => session_key)).toEqual([1, 86, 300].map((minute) => `caller@${at(minute).getTime() / 1_000}`));
});

test('sealing changes no session', async () => {
  const failing = { 'error.type': 'tool_error' };
  const sized = { 'callsight.arguments.size': '20', 'callsight.arguments.shape': '{"q":"string"}' };
  await engine.ingest([
    ...Array.from({ length: 9 }, (_, index) => call('looping', index, sized)),
    ...Array.from({ length: 3 }, (_, index) => call('failing', index, failing)),
    ...Array.from({ length: 9 }, (_, index) => ofIdentity('caller-looping', index * 20, sized)),
    toSpanRow({
      at: at(2),
      durationMs: 60_000,
      SpanKind: 'Internal',
      SpanAttributes: {
        'callsight.span.type': 'session',
        'callsight.session.key': 'looping',
        'callsight.session.basis': 'connection',
        'callsight.session.end_reason': 'closed',
      },
    }),
  ]);
  expect(await countOpen()).toBe(4);
  const [sessions, calls] = [await readSessions(), await readCalls()];
  expect(calls).toContainEqual({ session_key: 'looping', succeeded: 9, failed: 0, longest_run: 9, longest_run_tool: 'echo' });
  expect(calls).toContainEqual({ session_key: 'failing', succeeded: 0, failed: 3, longest_run: 1, longest_run_tool: 'echo' });
  await sealArrivals(engine.admin);
  expect(await countOpen()).toBe(0);
  const [all, parts] = await readBoth();
  expect(parts).toEqual(all);
  expect(await readSessions()).toEqual(sessions);
  expect(await readCalls()).toEqual(calls);
});

test('what arrives again changes nothing, and what is new opens its key until it is sealed anew', async () => {
  const late = call('looping', 30);
  await engine.ingest([late, late]);
  expect(await countOpen()).toBe(1);
  expect(await readWindows('looping')).toEqual([[0, 30, 10]]);
  const [all, parts] = await readBoth();
  expect(parts).toEqual(all);
  expect(all).toHaveLength(6);
  await sealArrivals(engine.admin);
  expect(await countOpen()).toBe(0);
  expect(await readWindows('looping')).toEqual([[0, 30, 10]]);
  await engine.ingest([late]);
  expect(await readWindows('looping')).toEqual([[0, 30, 10]]);
  await sealArrivals(engine.admin);
  expect(await readWindows('looping')).toEqual([[0, 30, 10]]);
});

test('a late operation moves the begin of a session, and closes the gap between two', async () => {
  const apart = [
    [-40, -40, 1],
    [1, 86, 5],
    [300, 300, 1],
  ];
  await engine.ingest([ofIdentity('caller', -40), ofIdentity('caller', 70), call('failing', -60)]);
  expect(await readWindows('caller')).toEqual(apart);
  const [all, parts] = await readBoth();
  expect(parts).toEqual(all);
  await sealArrivals(engine.admin);
  expect(await readWindows('caller')).toEqual(apart);
  expect(await readWindows('failing')).toEqual([[-60, 2, 4]]);
  const together = [
    [-40, 86, 7],
    [300, 300, 1],
  ];
  await engine.ingest([ofIdentity('caller', -15)]);
  expect(await readWindows('caller')).toEqual(together);
  await sealArrivals(engine.admin);
  expect(await countOpen()).toBe(0);
  expect(await readWindows('caller')).toEqual(together);
});

test('a key of which only a part was written, when the process was killed, stays open until all of it is there', async () => {
  await engine.ingest([ofIdentity('torn', 10), ofIdentity('torn', 200)]);
  await sealArrivals(engine.admin);
  await engine.ingest([ofIdentity('torn', 12)]);
  // What the sealer is going to write for the newest arrival, which is aged by an hour below; without one of its rows.
  await engine.admin.command({
    query: `INSERT INTO mcp_sealed_sessions
      SELECT * REPLACE ((SELECT max(arrived) - INTERVAL 1 HOUR FROM mcp_session_slots WHERE session_key = 'torn') AS arrived)
      FROM mcp_sealed_sessions FINAL WHERE operations_key = 'torn' ORDER BY created DESC LIMIT 1`,
  });
  expect(await readWindows('torn')).toEqual([
    [10, 12, 2],
    [200, 200, 1],
  ]);
  await sealArrivals(engine.admin);
  expect(await countOpen()).toBe(0);
  expect(await readWindows('torn')).toEqual([
    [10, 12, 2],
    [200, 200, 1],
  ]);
});
