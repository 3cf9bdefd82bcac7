import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { drainPending, Session } from 'chdb';
import { readerSettings, textSettings } from '../reader-settings.js';
import { writerSettings } from '../writer-settings.js';
import { type BackupSummary, writeBackup } from './backup.js';
import { createConnectionPool } from './connection-pool.js';
import { DataDirectoryError } from './data-directory-error.js';
import { lockDirectory } from './directory-lock.js';
import { parseBackupRequest } from './engine-requests.js';
import { createInsert, type RowEncoding } from './insert.js';
import { createSqlSessions, type WithSqlSession } from './sql/sql-sessions.js';
import { createWriteGate } from './write-gate.js';

/** The ClickHouse engine in this process, on one data directory. */
export interface EmbeddedEngine {
  /** Runs migrations and retention. */
  admin: ClickHouseClient;
  /** Read-only, with limits; several queries at once. */
  reader: ClickHouseClient;
  /** Connections of their own for the SQL interface: what its users send cannot hold up the page. */
  withSqlSession: WithSqlSession;
  /** Where binary rows wait until the engine reads them. */
  uploadDirectory: string;
  /** Inserts rows, JSONEachRow unless told otherwise; resolves when they and everything derived from them are in the tables. */
  insert(table: string, rows: Buffer | readonly Buffer[], encoding?: RowEncoding): Promise<void>;
  /** Writes a backup into a new directory, beside everything else. */
  backUp(directory: string): Promise<BackupSummary>;
  close(): Promise<void>;
}

/** Part of the machine's memory that the engine may use. */
const memoryShare = 0.5;

/** Queries over SQL that run at once; the thread pool that the engine's calls share with files has four threads. */
const sqlPlaces = 2;

/**
 * What makes a connection a reader's: the role, the settings of all readers, limits of the embedded ones (2 GB and a million rows a
 * query), and `readonly` last, because nothing can be changed after it.
 */
const toReaderSetUp = (name: string) => [
  'SET ROLE callsight_reader',
  ...Object.entries({
    ...readerSettings,
    ...textSettings,
    log_comment: name,
    max_memory_usage: 2_000_000_000,
    max_result_rows: 1_000_000,
    // Values of parameters are text of a statement here.
    max_query_size: 16_777_216,
    readonly: 1,
  }).map(([setting, value]) => `SET ${setting} = '${value}'`),
];

/** Users, roles and ceilings; the engine reads users only where it is given a configuration as well. */
const configuration = [
  `--config-file=${fileURLToPath(new URL('../../embedded/config.xml', import.meta.url))}`,
  // Only the owner may write backups, and says where.
  '--backups.allowed_path=/',
  `--users_config=${fileURLToPath(new URL('../../embedded/users.xml', import.meta.url))}`,
];

export interface EngineOptions {
  /** Created where it is missing; has one process at a time. */
  dataDirectory: string;
  database: string;
  /** Queries of `reader` that run at once. @default 2 */
  readers?: number;
  /** Bytes of memory that the engine may use; a query that would take more fails. @default half of the machine's */
  memoryBytes?: number;
}

/**
 * Opens the engine and creates the database where it is missing.
 *
 * @throws DataDirectoryError when the directory cannot be written, another process uses it, or the engine cannot open it.
 */
export async function openEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const { dataDirectory: path, database } = options;
  const gate = createWriteGate();
  const backUp = (directory: string) => writeBackup({ path, database, gate }, directory);
  const lock = await lockDirectory(path, async (request) => JSON.stringify(await backUp(parseBackupRequest(request))));
  // A connection that was closed while something ran on it is gone later: until then the directory is in use.
  const undo: (() => Promise<void> | void)[] = [() => lock.release(), () => drainPending()];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const writer = openWriter(options);
    undo.push(() => writer.close());
    await writer.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database}`);
    await writer.queryAsync(`USE ${database}`);
    for (const [name, value] of Object.entries(writerSettings)) await writer.queryAsync(`SET ${name} = ${value}`);
    const client = async (size: number, setUp: (name: string) => string[]) => {
      const made = createClient({ connection: await createConnectionPool({ path, size, setUp }), json: {}, log: {} });
      undo.push(() => made.close());
      return made;
    };
    const uploadDirectory = join(path, 'uploads');
    // What a process that was killed left there is of no use.
    await rm(uploadDirectory, { recursive: true, force: true });
    await mkdir(uploadDirectory, { mode: 0o700 });
    const insert = createInsert(writer, uploadDirectory);
    return {
      admin: await client(1, (name) => [`USE ${database}`, `SET log_comment = '${name}'`]),
      reader: await client(options.readers ?? 2, (name) => [`USE ${database}`, ...toReaderSetUp(name)]),
      withSqlSession: createSqlSessions(path, sqlPlaces, gate),
      uploadDirectory,
      insert: (...rows) => gate.pass(() => insert(...rows)),
      backUp,
      close,
    };
  } catch (error) {
    await close();
    throw new DataDirectoryError(`The engine cannot open the data directory ${path}: ${(error as Error).message}`);
  }
}

/** The first connection decides the engine's configuration, and is the one that inserts. */
function openWriter({ dataDirectory, memoryBytes = 0 }: EngineOptions): Session {
  const memory = memoryBytes > 0 ? `--max_server_memory_usage=${memoryBytes}` : `--max_server_memory_usage_to_ram_ratio=${memoryShare}`;
  return new Session(dataDirectory, { connectionArgs: [...configuration, memory] });
}
