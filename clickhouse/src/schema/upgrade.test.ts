import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedEngine, openEngine } from '../embedded/index.js';
import { sealArrivals, toCallAttributes, toJsonRows, toSpanRow } from '../testing/index.js';
import { migrate } from './migrate.js';
import { type Migration, readMigrations } from './migrations.js';

let directory: string;
let engine: EmbeddedEngine;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  engine = await openEngine({ dataDirectory: directory, database: 'callsight' });
});
afterEach(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

async function read<Row>(query: string): Promise<Row[]> {
  return (await engine.admin.query({ query, format: 'JSONEachRow' })).json<Row>();
}

const toCalls = (session: string) =>
  toJsonRows(
    Array.from({ length: 20 }, (_, at) =>
      toSpanRow({
        SpanAttributes: toCallAttributes(`${session}-${at % 4}`, 'echo', {
          'gen_ai.tool.call.arguments': `{"at":${at}}`,
          'callsight.arguments.shape': `{"at":"${at % 2 ? 'number' : 'string'}"}`,
        }),
      }),
    ),
  );

/** What was stored once must be told in the same words for ever, whatever becomes of the tables. */
const promises: Record<string, string> = {
  otel_traces: 'SELECT TraceId, SpanId, SpanName, Duration FROM otel_traces FINAL ORDER BY ALL',
  mcp_operations:
    'SELECT trace_id, span_id, session_key, method, target, outcome, duration_ns, arguments_shape FROM mcp_operations FINAL ORDER BY ALL',
  mcp_content: 'SELECT trace_id, span_id, arguments FROM mcp_content FINAL ORDER BY ALL',
  mcp_sessions: 'SELECT session_key, created, operations, tool_calls, errors FROM mcp_sessions ORDER BY ALL',
  mcp_tool_calls: 'SELECT trace_id, span_id, target, arguments_shape FROM mcp_tool_calls ORDER BY ALL',
};

async function readPromises(tables: readonly string[]): Promise<Record<string, unknown[]>> {
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await read(promises[table] ?? '')])));
}

/** The promised tables and views that this version has. */
async function readPromised(): Promise<string[]> {
  const rows = await read<{ name: string }>("SELECT name FROM system.tables WHERE database = 'callsight'");
  return rows.map(({ name }) => name).filter((name) => name in promises);
}

const readSchema = () => read("SELECT name, create_table_query FROM system.tables WHERE database = 'callsight' ORDER BY name");

const known = await readMigrations();

/** What a run leaves that ends in the middle of a migration. */
async function runHalf(migration: Migration | undefined): Promise<void> {
  const statements = migration?.statements ?? [];
  for (const query of statements.slice(0, Math.ceil(statements.length / 2))) await engine.admin.command({ query });
}

let fresh: unknown;
test('a fresh database has the schema', async () => {
  await migrate(engine.admin, known);
  fresh = await readSchema();
  expect(fresh).not.toEqual([]);
});

describe('an earlier version with data, whose upgrade was interrupted half-way, is upgraded by the next run', () => {
  test.each(known.slice(0, -1).map(({ name }, index) => ({ name, index })))('from $name', async ({ index }) => {
    await migrate(engine.admin, known.slice(0, index + 1));
    await engine.insert('otel_traces_landing', toCalls('before'));
    const promised = await readPromised();
    const before = await readPromises(promised);
    await runHalf(known[index + 1]);
    expect(await migrate(engine.admin, known)).toEqual(known.slice(index + 1).map(({ name }) => name));
    expect(await readPromises(promised)).toEqual(before);
    expect(await readSchema()).toEqual(fresh);
    await engine.insert('otel_traces_landing', toCalls('after'));
    expect(
      await read(
        "SELECT toUInt32(count()) AS calls, toUInt32(uniqExact(session_key)) AS sessions FROM mcp_tool_calls WHERE session_key LIKE 'after-%'",
      ),
    ).toEqual([{ calls: 20, sessions: 4 }]);
    expect(await read("SELECT toUInt32(sum(operations)) AS operations FROM mcp_sessions WHERE session_key LIKE 'after-%'")).toEqual([
      { operations: 20 },
    ]);
  });
});

test('sessions that an earlier version sealed tell which outcomes they have', async () => {
  await migrate(engine.admin, known.slice(0, 22));
  const failing = toSpanRow({ SpanKind: 'Client', SpanAttributes: toCallAttributes('before-0', 'echo', { 'error.type': 'tool_error' }) });
  await engine.insert('otel_traces_landing', toCalls('before'));
  await engine.insert('otel_traces_landing', toJsonRows([failing]));
  await sealArrivals(engine.admin);
  await migrate(engine.admin, known);
  const masks = [1 | 8, 1, 1, 1];
  expect(await read('SELECT operations_key, outcome_mask FROM mcp_sealed_sessions FINAL ORDER BY operations_key')).toEqual(
    masks.map((outcome_mask, index) => ({ operations_key: `before-${index}`, outcome_mask })),
  );
});

test('sessions for which a watermark vouches that an upgrade left behind are told of again', async () => {
  await migrate(engine.admin, known.slice(0, 26));
  await engine.insert('otel_traces_landing', toCalls('before'));
  await engine.admin.command({ query: 'INSERT INTO mcp_session_watermark (id, until) SELECT 0, now64(3) + INTERVAL 1 MINUTE' });
  const count = () => read('SELECT toUInt32(count()) AS sessions FROM mcp_sessions');
  expect(await count()).toEqual([{ sessions: 0 }]);
  await migrate(engine.admin, known);
  expect(await count()).toEqual([{ sessions: 4 }]);
});
