/** A ClickHouse cluster that holds the schema, as `system.clusters` and the servers' `remote_servers` name it. */
export interface Cluster {
  name: string;
  /** Database that readers and writers use: it shows what all shards hold together. */
  database: string;
}

/** A statement, and the database that it runs in. */
export interface ClusterStatement {
  database: string;
  query: string;
}

/** The database of every server in which the rows of its shard are. */
export function toShardDatabase(database: string): string {
  return `${database}_shard`;
}

/**
 * What a statement of a migration becomes on a cluster. Rows and what is derived from them as they arrive are in the shards' database, with
 * replicated engines; under the same names the readers' database has Distributed tables over them, and the views. A view that is
 * refreshed by the clock is left out: each shard would compute it from its own rows only, and readers do without.
 *
 * @throws Error for a kind of statement that has no meaning on a cluster yet.
 */
export function toClusterStatements(statement: string, { name, database }: Cluster): ClusterStatement[] {
  const shard = toShardDatabase(database);
  const text = statement.replace(/^(\s*--[^\n]*\n)+/, '').trim();
  const onCluster = text.replace(
    /^(CREATE (?:OR REPLACE )?(?:TABLE|VIEW|MATERIALIZED VIEW)(?: IF NOT EXISTS)?|ALTER TABLE|DROP (?:TABLE|VIEW)(?: IF EXISTS)?|TRUNCATE TABLE) (\w+)/,
    `$1 $2 ON CLUSTER \`${name}\``,
  );
  if (text.startsWith('CREATE TABLE')) {
    const table = /^CREATE TABLE(?: IF NOT EXISTS)? (\w+)/.exec(text)?.[1] ?? '';
    return [
      { database: shard, query: onCluster.replace(/\bENGINE = (\w*MergeTree)\b/, 'ENGINE = Replicated$1') },
      { database, query: toDistributed(table, text, name, shard) },
    ];
  }
  if (/^CREATE MATERIALIZED VIEW/.test(text)) return /\bREFRESH EVERY\b/.test(text) ? [] : [{ database: shard, query: onCluster }];
  if (/^(CREATE (OR REPLACE )?VIEW|DROP (TABLE|VIEW))/.test(text))
    return [shard, database].map((each) => ({ database: each, query: onCluster }));
  if (/^ALTER TABLE \w+\s+((ADD|DROP|MODIFY|COMMENT|RENAME) COLUMN|MODIFY COMMENT)\b/.test(text))
    return [shard, database].map((each) => ({ database: each, query: onCluster }));
  if (/^(ALTER|TRUNCATE) TABLE/.test(text)) return [{ database: shard, query: onCluster }];
  // Rows that a migration moves are read from all shards, and each goes to the shard of its key.
  if (text.startsWith('INSERT INTO')) return [{ database, query: text }];
  throw new Error(`The migrator does not know what this statement becomes on a cluster: ${text.slice(0, 80)}`);
}

/** All spans of a trace are on one shard, so that what is derived from them is, too; what has no trace is spread. */
function toDistributed(table: string, text: string, cluster: string, shard: string): string {
  const key = ['TraceId', 'trace_id'].find((column) => new RegExp(`^\\s+${column} `, 'm').test(text));
  const comment = /\bCOMMENT ('(?:[^']|'')*')\s*$/.exec(text)?.[1];
  return [
    `CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER \`${cluster}\` AS ${shard}.${table}`,
    `ENGINE = Distributed(\`${cluster}\`, ${shard}, ${table}, ${key ? `cityHash64(${key})` : 'rand()'})`,
    ...(comment ? [`COMMENT ${comment}`] : []),
  ].join('\n');
}

/** The table of applied migrations, the same on every server. */
export function toMigrationsTable(cluster?: Cluster): string {
  const [on, engine] = cluster
    ? [
        ` ON CLUSTER \`${cluster.name}\``,
        `ReplicatedMergeTree('/clickhouse/tables/${cluster.database}/schema_migrations', '{shard}-{replica}')`,
      ]
    : ['', 'MergeTree'];
  return `CREATE TABLE IF NOT EXISTS schema_migrations${on}
      (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
      ENGINE = ${engine} ORDER BY version COMMENT 'Migrations that were applied'`;
}

/** Everything that the migrator runs on a fresh cluster, to read and to check. */
export function describeClusterSchema(migrations: readonly { name: string; statements: string[] }[], cluster: Cluster): string {
  const parts = migrations.flatMap(({ name, statements }) => [
    `-- ${name}`,
    ...statements
      .flatMap((statement) => toClusterStatements(statement, cluster))
      .map(({ database, query }) => `USE ${database};\n${query};`),
  ]);
  const databases = [toShardDatabase(cluster.database), cluster.database].map(
    (each) => `CREATE DATABASE IF NOT EXISTS ${each} ON CLUSTER \`${cluster.name}\`;`,
  );
  return `${[...databases, `${toMigrationsTable(cluster)};`, ...parts].join('\n\n')}\n`;
}
