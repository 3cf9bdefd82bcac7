#!/usr/bin/env node
import { applyRetention, migrate, SchemaError, withSchemaLock } from '@callsight/clickhouse';
import { ConfigurationError, readConfiguration } from './configuration/configuration.js';
import { migrateVariables } from './configuration/variables.js';
import { createServerClient } from './database/clients.js';

/** Brings a ClickHouse server's schema to this version, applies the retention, and ends. */
async function main(): Promise<void> {
  const configuration = readConfiguration(migrateVariables, process.env);
  const database = configuration.CALLSIGHT_CLICKHOUSE_DATABASE;
  const server = createServerClient(configuration, 'default');
  await server.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` }).catch((error: NodeJS.ErrnoException) => {
    const { CALLSIGHT_CLICKHOUSE_URL: url } = configuration;
    throw new ConfigurationError(
      `ClickHouse at ${url} does not let ${configuration.CALLSIGHT_CLICKHOUSE_USER} in: ${error.message}. See CALLSIGHT_CLICKHOUSE_URL, _USER and _PASSWORD.`,
    );
  });
  await server.close();
  const client = createServerClient(configuration, database);
  const applied = await withSchemaLock(client, async () => {
    const names = await migrate(client);
    await applyRetention(client, {
      operationsDays: configuration.CALLSIGHT_RETENTION_DAYS,
      contentDays: configuration.CALLSIGHT_CONTENT_RETENTION_DAYS,
      tracesDays: configuration.CALLSIGHT_TRACE_RETENTION_DAYS,
    });
    return names;
  });
  await client.close();
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'The schema is current\n');
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError || error instanceof SchemaError;
  process.stderr.write(`callsight-migrate: ${known ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
