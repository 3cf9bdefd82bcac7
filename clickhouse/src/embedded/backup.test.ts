import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.js';
import { seal, toCallAttributes, toJsonRows, toSpanRow } from '../testing/index.js';
import { backUpDirectory, restoreDirectory } from './data-directory-backup.js';
import { type EmbeddedEngine, openEngine } from './engine.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'callsight-test-'));
});
/** A process has one data directory at a time, so one that a failed test leaves open would fail the others. */
const opened: EmbeddedEngine[] = [];
afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close();
  await rm(base, { recursive: true, force: true });
});

async function open(name: string): Promise<EmbeddedEngine> {
  const engine = await openEngine(options(name));
  opened.push(engine);
  return engine;
}

const options = (name: string) => ({ dataDirectory: join(base, name), database: 'callsight' });

const calls = (session: string, count: number) =>
  toJsonRows(
    Array.from({ length: count }, (_, at) =>
      toSpanRow({
        SpanAttributes: toCallAttributes(`${session}-${at % 7}`, `tool-${at % 3}`, { 'gen_ai.tool.call.arguments': `{"at":${at}}` }),
      }),
    ),
  );

/** Every table, and everything derived from it, as numbers and hashes that do not depend on how parts are merged. */
async function readContents(engine: EmbeddedEngine): Promise<unknown> {
  const read = async (query: string) => (await engine.reader.query({ query, format: 'JSONEachRow' })).json();
  return Promise.all([
    read('SELECT count(), sum(cityHash64(toString(tuple(*)))) AS hash FROM mcp_operations'),
    read('SELECT count(), sum(cityHash64(toString(tuple(*)))) AS hash FROM mcp_content'),
    read('SELECT count(), sum(cityHash64(toString(tuple(*)))) AS hash FROM otel_traces'),
    read('SELECT session_key, operations, tool_calls, errors, created, last_activity FROM mcp_sessions ORDER BY session_key'),
    read('SELECT version, checksum FROM schema_migrations ORDER BY version'),
  ]);
}

test('what was backed up is there again after the restore, and goes on', async () => {
  const engine = await open('data');
  await migrate(engine.admin);
  await engine.insert('otel_traces_landing', calls('before', 5_000));
  const before = await readContents(engine);
  const backup = join(base, 'backup');
  const summary = await engine.backUp(backup);
  expect(summary.rows).toBeGreaterThan(10_000);
  await engine.close();

  expect(await restoreDirectory(options('restored'), backup)).toMatchObject({ rows: summary.rows, tables: summary.tables });
  const restored = await open('restored');
  expect(await migrate(restored.admin)).toEqual([]);
  expect(await readContents(restored)).toEqual(before);
  await restored.insert('otel_traces_landing', calls('after', 10));
  const sessions = await restored.reader.query({
    query: "SELECT count() AS n FROM mcp_sessions WHERE session_key LIKE 'after-%'",
    format: 'JSONEachRow',
  });
  expect(await sessions.json()).toEqual([{ n: 7 }]);
  await restored.close();
});

test('what a backup holds of operations and of what is derived from them fits, however many inserts run', async () => {
  const engine = await open('data');
  await migrate(engine.admin);
  let running = true;
  const insertAlways = (async () => {
    for (let round = 0; running; round += 1) await engine.insert('otel_traces_landing', calls(`round-${round}`, 70));
  })();
  await expect
    .poll(
      async () =>
        (
          await (
            await engine.reader.query({ query: 'SELECT count() AS n FROM mcp_operations', format: 'JSONEachRow' })
          ).json<{ n: string }>()
        )[0]?.n,
      { timeout: 20_000 },
    )
    .not.toBe('0');
  await engine.backUp(join(base, 'backup'));
  running = false;
  await insertAlways;
  await engine.close();

  await restoreDirectory(options('restored'), join(base, 'backup'));
  const restored = await open('restored');
  const counts = await restored.reader.query({
    query: `SELECT (SELECT count() FROM mcp_operations) AS operations, (SELECT sum(operations) FROM mcp_sessions) AS in_sessions,
      (SELECT count() FROM mcp_content) AS contents, (SELECT count() FROM otel_traces) AS spans`,
    format: 'JSONEachRow',
  });
  const [row] = await counts.json<Record<string, string>>();
  expect(row).toEqual({ operations: row?.operations, in_sessions: row?.operations, contents: row?.operations, spans: row?.operations });
  await restored.close();
});

test('a data directory is backed up by the process that uses it, and when nobody does', async () => {
  const engine = await open('data');
  await migrate(engine.admin);
  await engine.insert('otel_traces_landing', calls('s', 10));
  // What the background writes to, it has written to before.
  await seal(engine.admin);
  const online = await backUpDirectory(options('data'), join(base, 'online'));
  await engine.close();
  expect(await backUpDirectory(options('data'), join(base, 'offline'))).toMatchObject({ tables: online.tables });
});

test('neither a backup nor a restore overwrites anything', async () => {
  const engine = await open('data');
  await migrate(engine.admin);
  await engine.backUp(join(base, 'backup'));
  await expect(engine.backUp(join(base, 'backup'))).rejects.toThrow(/backup is not empty: a backup is written into a new directory/);
  await engine.close();
  await expect(restoreDirectory(options('data'), join(base, 'backup'))).rejects.toThrow(/data is not empty: .*CALLSIGHT_DATA_DIR/);
  await expect(backUpDirectory(options('nothing'), join(base, 'other'))).rejects.toThrow(/nothing is empty: name the one to back up/);
});

test('a restore that fails says why, and leaves nothing behind', async () => {
  await writeFile(join(base, 'no-backup'), '');
  await expect(restoreDirectory(options('restored'), join(base, 'no-backup'))).rejects.toThrow(/The restore from \S+no-backup failed: /);
  expect(await readdir(base)).toEqual(['no-backup']);
});
