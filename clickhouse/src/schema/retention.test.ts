import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, openEngine } from '../embedded/index.js';
import { toCallAttributes, toJsonRows, toSpanRow } from '../testing/index.js';
import { migrate } from './migrate.js';
import { applyRetention } from './retention.js';

let directory: string;
let engine: EmbeddedEngine;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
  await migrate(engine.admin);
});
afterEach(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

async function read<Row>(query: string): Promise<Row[]> {
  return (await engine.admin.query({ query, format: 'JSONEachRow' })).json<Row>();
}

const readTables = () =>
  read<{ name: string; days: string }>(
    `SELECT name, extract(create_table_query, 'TTL .+?toIntervalDay\\((\\d+)\\)') AS days FROM system.tables
      WHERE database = 'callsight' AND engine LIKE '%MergeTree' ORDER BY name`,
  );

test('every table that keeps rows has the period of its kind, and a changed one is applied', async () => {
  const fixed = { mcp_audit: '400', otel_traces_rejected: '', mcp_session_watermark: '', schema_migrations: '' };
  for (const [operationsDays, contentDays, tracesDays] of [
    [30, 7, 14],
    [90, 1, 2],
  ] as const) {
    await applyRetention(engine.admin, { operationsDays, contentDays, tracesDays });
    for (const { name, days } of await readTables()) {
      const kind = name.startsWith('otel_') ? tracesDays : name === 'mcp_content' ? contentDays : operationsDays;
      expect({ name, days }).toEqual({ name, days: name in fixed ? fixed[name as keyof typeof fixed] : String(kind) });
    }
  }
});

/** Merges everything, which is when the engine drops what is too old; in the background it does so by itself, hours later. */
async function dropExpired(): Promise<void> {
  const unfinished = () => read("SELECT 1 FROM system.mutations WHERE database = 'callsight' AND NOT is_done");
  await expect.poll(unfinished, { timeout: 20_000 }).toEqual([]);
  for (const { name } of await readTables()) await engine.admin.command({ query: `OPTIMIZE TABLE ${name} FINAL` });
}

/** Days back of what there still is, by kind. */
async function readAges(): Promise<Record<string, number[]>> {
  const ages = async (query: string) =>
    (
      await read<{ age: number }>(
        `SELECT toInt32(round((toUnixTimestamp(now()) - toUnixTimestamp(toDateTime(at))) / 86400)) AS age FROM (${query}) ORDER BY age`,
      )
    ).map(({ age }) => age);
  return {
    operations: await ages('SELECT ts AS at FROM mcp_operations'),
    sessions: await ages('SELECT created AS at FROM mcp_sessions'),
    snapshots: await ages('SELECT ts AS at FROM mcp_snapshots'),
    contents: await ages('SELECT ts AS at FROM mcp_content'),
    spans: await ages('SELECT Timestamp AS at FROM otel_traces'),
    logs: await ages('SELECT Timestamp AS at FROM otel_logs'),
  };
}

test('rows leave when their period is over, and no others, and what a restart changes holds from then on', async () => {
  const ages = [0, 3, 10, 20, 40];
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await engine.insert(
    'otel_traces_landing',
    toJsonRows(
      ages.flatMap((age) => [
        toSpanRow({ at: daysAgo(age), SpanAttributes: toCallAttributes(`s-${age}`, 'echo', { 'gen_ai.tool.call.arguments': '{"a":1}' }) }),
        toSpanRow({
          at: daysAgo(age),
          SpanAttributes: toCallAttributes(`r-${age}`, 'echo', {
            'callsight.span.type': 'snapshot',
            'callsight.snapshot.trace_id': `t${age}`,
          }),
        }),
      ]),
    ),
  );
  await engine.insert(
    'otel_logs',
    Buffer.from(ages.map((age) => JSON.stringify({ Timestamp: (daysAgo(age).getTime() / 1_000).toFixed(3), Body: 'x' })).join('\n')),
  );
  const before = await readAges();
  expect(before).toMatchObject({ operations: ages, contents: ages, spans: ages, logs: ages });

  await applyRetention(engine.admin, { operationsDays: 30, contentDays: 7, tracesDays: 14 });
  await dropExpired();
  expect(await readAges()).toEqual({
    operations: [0, 3, 10, 20],
    sessions: before.sessions?.filter((age) => age < 30),
    snapshots: before.snapshots?.filter((age) => age < 30),
    contents: [0, 3],
    spans: [0, 3, 10],
    logs: [0, 3, 10],
  });

  await engine.close();
  engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
  await applyRetention(engine.admin, { operationsDays: 15, contentDays: 1, tracesDays: 5 });
  await dropExpired();
  expect(await readAges()).toMatchObject({ operations: [0, 3, 10], contents: [0], spans: [0, 3], logs: [0, 3] });
});
