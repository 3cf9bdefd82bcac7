import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/index.js';
import { toClusterStatements, toMigrationsTable } from './cluster.js';
import { readMigrations } from './migrations.js';

const cluster = { name: 'callsight', database: 'callsight' };
let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const statements = (await readMigrations()).flatMap((migration) => migration.statements);
const onCluster = statements.flatMap((statement) => toClusterStatements(statement, cluster));

/** As the engine's own parser prints it. */
async function format(query: string): Promise<string> {
  const result = await engine.admin.query({
    query: 'SELECT formatQuerySingleLine({query:String}) AS text',
    query_params: { query },
    format: 'JSONEachRow',
  });
  const [row] = await result.json<{ text: string }>();
  return row?.text ?? '';
}

test('the engine parses every statement, and each that defines something does so on the whole cluster', async () => {
  for (const { query } of [...onCluster, { query: toMigrationsTable(cluster) }]) {
    const text = await format(query);
    if (!text.startsWith('INSERT')) expect(text).toContain('ON CLUSTER callsight');
  }
});

test('every table that keeps rows is replicated on its shard, and every table is seen as one in the readers’ database', async () => {
  const tables = await engine.select<{ name: string; engine: string }>(
    "SELECT name, engine FROM system.tables WHERE database = 'callsight' AND engine NOT LIKE '%View' AND name NOT IN ('schema_migrations', 'schema_lock') ORDER BY name",
  );
  const find = (database: string, name: string) =>
    onCluster.find((each) => each.database === database && each.query.includes(`EXISTS ${name} ON CLUSTER`))?.query;
  for (const { name, engine: kind } of tables) {
    expect(find('callsight_shard', name)).toContain(kind === 'Null' ? 'ENGINE = Null' : `ENGINE = Replicated${kind}`);
    expect(find('callsight', name)).toContain('ENGINE = Distributed(`callsight`, callsight_shard, ');
  }
});

test('views are in both databases, what fills tables on the shards only', async () => {
  const views = await engine.select<{ name: string; engine: string }>(
    "SELECT name, engine FROM system.tables WHERE database = 'callsight' AND engine LIKE '%View'",
  );
  for (const { name, engine: kind } of views) {
    const databases = onCluster
      .filter(({ query }) => query.includes(`VIEW IF NOT EXISTS ${name} ON CLUSTER`))
      .map(({ database }) => database);
    if (kind === 'View') expect(databases).toEqual(['callsight_shard', 'callsight']);
    else expect(databases.filter((database) => database !== 'callsight_shard')).toEqual([]);
  }
});

test('a statement of an unknown kind is refused, not passed on', () => {
  expect(() => toClusterStatements('RENAME TABLE a TO b', cluster)).toThrow(
    'does not know what this statement becomes on a cluster: RENAME TABLE a',
  );
});
