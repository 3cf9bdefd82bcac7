import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { readerSettings } from '../reader-settings.js';
import { createConnectionPool } from './connection-pool.js';
import { lockDirectory } from './directory-lock.js';

/** The ClickHouse engine in this process, on one data directory. */
export interface EmbeddedEngine {
  /** Runs migrations and retention. */
  admin: ClickHouseClient;
  /** Read-only, with limits; several queries at once. */
  reader: ClickHouseClient;
  /** Like `reader`, on a connection of its own: what SQL users send cannot hold up the page. */
  sqlReader: ClickHouseClient;
  /** Inserts rows given as JSONEachRow bytes; resolves when they and everything derived from them are in the tables. */
  insert(table: string, rows: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Part of the machine's memory that the engine may use. */
const memoryShare = 0.5;

/**
 * What makes a connection a reader's: the settings of all readers, limits of the embedded ones (2 GB and a million rows a query), and
 * `readonly` last, because nothing can be changed after it.
 */
const readerSetUp = Object.entries({ ...readerSettings, max_memory_usage: 2_000_000_000, max_result_rows: 1_000_000, readonly: 1 }).map(
  ([name, value]) => `SET ${name} = '${value}'`,
);

export interface EngineOptions {
  /** Created where it is missing; has one process at a time. */
  dataDirectory: string;
  database: string;
  /** Queries of `reader` that run at once. @default 2 */
  readers?: number;
}

/**
 * Opens the engine and creates the database where it is missing.
 *
 * @throws DataDirectoryError when the directory cannot be written or another process uses it.
 */
export async function openEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const { dataDirectory: path, database } = options;
  const lock = await lockDirectory(path);
  // The first connection decides the engine's configuration, and is the one that inserts.
  const writer = new Session(path, { connectionArgs: [`--max_server_memory_usage_to_ram_ratio=${memoryShare}`] });
  await writer.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database}`);
  await writer.queryAsync(`USE ${database}`);
  // One late batch may span every day that is accepted, each of them a partition.
  await writer.queryAsync('SET max_partitions_per_insert_block = 0');
  const readOnly = [`USE ${database}`, ...readerSetUp];
  const client = async (size: number, setUp: string[]) =>
    createClient({ connection: await createConnectionPool({ path, size, setUp }), json: {}, log: {} });
  const clients = {
    admin: await client(1, [`USE ${database}`]),
    reader: await client(options.readers ?? 2, readOnly),
    sqlReader: await client(1, readOnly),
  };
  return {
    ...clients,
    async insert(table, rows) {
      await writer.insert({ table, values: rows, format: 'JSONEachRow' });
    },
    async close() {
      await Promise.all(Object.values(clients).map((each) => each.close()));
      writer.close();
      await lock.release();
    },
  };
}
