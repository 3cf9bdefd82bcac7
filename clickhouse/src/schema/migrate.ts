import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { type Cluster, toClusterStatements, toMigrationsTable } from './cluster.js';
import { type Migration, readMigrations } from './migrations.js';
import { SchemaError } from './schema-error.js';

const appliedRow = z.object({ version: z.coerce.number(), name: z.string(), checksum: z.string() });

/** A migration as the database remembers it. */
export type AppliedMigration = z.infer<typeof appliedRow>;

/** Where the schema is to be on a cluster; `shard` is a client of the shards' database. */
export interface OnCluster {
  cluster: Cluster;
  shard: ClickHouseClient;
}

/**
 * Brings the schema in the client's database to the version of this package, and returns the names of what it applied.
 * Forward only; an interrupted run is continued by the next one, because each statement is idempotent.
 *
 * @throws SchemaError when an applied migration was changed, or the database is newer than this package.
 */
export async function migrate(client: ClickHouseClient, migrations?: Migration[], on?: OnCluster): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  await client.command({ query: toMigrationsTable(on?.cluster) });
  const pending = toPending(known, await readAppliedMigrations(client));
  for (const migration of pending) {
    for (const statement of migration.statements) await run(client, statement, on);
    await client.command({
      query: `INSERT INTO schema_migrations (version, name, checksum)
        SELECT {version:UInt32}, {name:String}, {checksum:String}`,
      query_params: { version: migration.version, name: migration.name, checksum: migration.checksum },
    });
  }
  return pending.map(({ name }) => name);
}

async function run(client: ClickHouseClient, statement: string, on: OnCluster | undefined): Promise<void> {
  if (!on) return void (await client.command({ query: statement }));
  for (const { database, query } of toClusterStatements(statement, on.cluster)) {
    await (database === on.cluster.database ? client : on.shard).command({ query });
  }
}

/** The migrations that were applied to the client's database, by version. */
export async function readAppliedMigrations(client: ClickHouseClient): Promise<AppliedMigration[]> {
  const result = await client.query({
    query: 'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
    format: 'JSONEachRow',
  });
  return z.array(appliedRow).parse(await result.json());
}

/** The migrations that are still to be applied. */
export function toPending(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  for (const row of applied) {
    const migration = known.find(({ version }) => version === row.version);
    if (!migration) {
      throw new SchemaError(
        'newer',
        `The database has migration ${row.name}, which this version of Callsight does not know: start a version at least as new as the one that wrote it.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new SchemaError(
        'changed',
        `Migration ${row.name} was applied with checksum ${row.checksum.slice(0, 12)}…, but the file now has ${migration.checksum.slice(0, 12)}…: restore the file, and put the change into a new migration.`,
      );
    }
  }
  const versions = new Set(applied.map(({ version }) => version));
  return known.filter(({ version }) => !versions.has(version));
}
