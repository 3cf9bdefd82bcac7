import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { SchemaError } from './schema-error.js';

const tableExists = '57';
const pollMs = 250;

/**
 * Runs `work` while no other process does so on the same database. ClickHouse has no locks, but creating a table that
 * exists fails, for all but one of any number of callers.
 *
 * @throws SchemaError when another process holds the lock for longer than `waitMs`.
 */
export async function withSchemaLock<Result>(client: ClickHouseClient, work: () => Promise<Result>, waitMs = 60_000): Promise<Result> {
  const deadline = Date.now() + waitMs;
  while (!(await tryLock(client))) {
    if (Date.now() > deadline) {
      throw new SchemaError(
        'locked',
        `Another process has been changing the schema for ${Math.round(waitMs / 1000)} s (${await readHolder(client)}). If it is gone, run DROP TABLE schema_lock in this database and start again.`,
      );
    }
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await client.command({ query: 'DROP TABLE IF EXISTS schema_lock SYNC' });
  }
}

async function tryLock(client: ClickHouseClient): Promise<boolean> {
  const holder = `${hostname()} process ${process.pid} since ${new Date().toISOString()}`.replace(/[^\w .:-]/g, '');
  try {
    await client.command({ query: `CREATE TABLE schema_lock (holder String) ENGINE = Memory COMMENT '${holder}'` });
    return true;
  } catch (error) {
    // The embedded engine has an error class of its own, with the same codes.
    if (error instanceof Error && 'code' in error && error.code === tableExists) return false;
    throw error;
  }
}

async function readHolder(client: ClickHouseClient): Promise<string> {
  const result = await client.query({
    query: "SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'schema_lock'",
    format: 'JSONEachRow',
  });
  const [row] = await result.json<{ comment: string }>();
  return row?.comment ?? 'released just now';
}
