#!/usr/bin/env node
import { applyRetention, migrate, SchemaError, toShardDatabase, withSchemaLock } from '@callsight/clickhouse';
import { ConfigurationError, readConfiguration } from './configuration/configuration.js';
import { migrateVariables } from './configuration/variables.js';
import { createServerClient } from './database/clients.js';

/** Brings a ClickHouse server's schema to this version, applies the retention, and ends. */
async function main(): Promise<void> {
  const configuration = readConfiguration(migrateVariables, process.env);
  const database = configuration.CALLSIGHT_CLICKHOUSE_DATABASE;
  const server = createServerClient(configuration, 'default');
  const cluster = configuration.CALLSIGHT_CLICKHOUSE_CLUSTER && { name: configuration.CALLSIGHT_CLICKHOUSE_CLUSTER, database };
  const create = async () => {
    const databases = cluster ? [toShardDatabase(database), database] : [database];
    for (const each of databases)
      await server.command({ query: `CREATE DATABASE IF NOT EXISTS ${each}${cluster ? ` ON CLUSTER \`${cluster.name}\`` : ''}` });
  };
  await create().catch((error: NodeJS.ErrnoException) => {
    const { CALLSIGHT_CLICKHOUSE_URL: url } = configuration;
    throw new ConfigurationError(
      `ClickHouse at ${url} does not let ${configuration.CALLSIGHT_CLICKHOUSE_USER} in: ${error.message}. See CALLSIGHT_CLICKHOUSE_URL, _USER and _PASSWORD.`,
    );
  });
  await server.close();
  const client = createServerClient(configuration, database);
  const shard = cluster ? createServerClient(configuration, toShardDatabase(database)) : undefined;
  const applied = await withSchemaLock(client, async () => {
    const names = await migrate(client, undefined, cluster && shard ? { cluster, shard } : undefined);
    const retention = {
      operationsDays: configuration.CALLSIGHT_RETENTION_DAYS,
      contentDays: configuration.CALLSIGHT_CONTENT_RETENTION_DAYS,
      tracesDays: configuration.CALLSIGHT_TRACE_RETENTION_DAYS,
    };
    await applyRetention(shard ?? client, retention, cluster ? cluster.name : undefined);
    return names;
  });
  await shard?.close();
  await client.close();
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'The schema is current\n');
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError || error instanceof SchemaError;
  process.stderr.write(`callsight-migrate: ${known ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
