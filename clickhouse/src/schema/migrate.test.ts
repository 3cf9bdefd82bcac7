import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, openEngine } from '../embedded/index.js';
import { migrate, readAppliedMigrations } from './migrate.js';
import { readMigrations } from './migrations.js';
import { withSchemaLock } from './schema-lock.js';

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

test('a fresh database gets every migration, and a second run none', async () => {
  const known = await readMigrations();
  expect(await migrate(engine.admin)).toEqual(known.map(({ name }) => name));
  expect(await migrate(engine.admin)).toEqual([]);
  expect(await readAppliedMigrations(engine.admin)).toEqual(known.map(({ version, name, checksum }) => ({ version, name, checksum })));
});

test('a run that was interrupted half-way through a migration is continued', async () => {
  const known = await readMigrations();
  for (const statement of known[0]?.statements.slice(0, 2) ?? []) await engine.admin.command({ query: statement });
  expect(await migrate(engine.admin, known)).toHaveLength(known.length);
});

test('a migration that was changed after it was applied is refused by name', async () => {
  const known = await readMigrations();
  await migrate(engine.admin, known);
  const changed = known.map((migration, index) => (index === 1 ? { ...migration, checksum: 'f'.repeat(64) } : migration));
  await expect(migrate(engine.admin, changed)).rejects.toThrow(
    /Migration 0002_\w+ was applied with checksum [0-9a-f]{12}….*restore the file/,
  );
});

test('a database that is newer than the program is refused', async () => {
  const known = await readMigrations();
  await migrate(engine.admin, known);
  await expect(migrate(engine.admin, known.slice(0, -1))).rejects.toThrow(/does not know: start a version at least as new/);
});

test('two runs at once take turns, and the second finds nothing left to do', async () => {
  const run = () => withSchemaLock(engine.admin, () => migrate(engine.admin));
  const [one, other] = await Promise.all([run(), run()]);
  expect([one.length, other.length].sort((a, b) => a - b)).toEqual([0, (await readMigrations()).length]);
});

test('a lock that is not released is told with its holder and the remedy', async () => {
  await withSchemaLock(engine.admin, async () => {
    await expect(withSchemaLock(engine.admin, async () => {}, 0)).rejects.toThrow(
      new RegExp(`Another process has been changing the schema .*process ${process.pid}.*DROP TABLE schema_lock`),
    );
  });
});
