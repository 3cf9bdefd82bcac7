import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from 'chdb';
import { z } from 'zod';
import { DataDirectoryError } from './data-directory-error.js';
import { quote } from './sql/quote.js';
import type { WriteGate } from './write-gate.js';

/** What a backup holds, or what was restored from it. */
export const backupSummary = z.object({ tables: z.coerce.number(), rows: z.coerce.number(), bytes: z.coerce.number() });
export type BackupSummary = z.infer<typeof backupSummary>;

export interface BackupSource {
  path: string;
  database: string;
  gate: WriteGate;
}

const pollMs = 20;

/**
 * Copies the database into a new directory with ClickHouse's BACKUP, while readers go on. Writes wait until the engine has noted the
 * parts of every table, which takes a moment, so that a table and what is derived from it are of the same moment.
 *
 * @throws DataDirectoryError when the directory holds something already, or cannot be written.
 */
export async function writeBackup({ path, database, gate }: BackupSource, directory: string): Promise<BackupSummary> {
  const target = resolve(directory);
  if (!(await isEmpty(target))) throw new DataDirectoryError(`${target} is not empty: a backup is written into a new directory.`);
  await mkdir(dirname(target), { recursive: true });
  const session = new Session(path);
  const release = await gate.hold();
  try {
    // Counted with the parts that the backup takes: nothing is written in between.
    const summary = await readSummary(session, database);
    const written = session.queryAsync(`BACKUP DATABASE \`${database}\` TO File(${quote(target)})`);
    const ended = written.then(
      () => true,
      () => true,
    );
    while (!isCopying(target) && !(await Promise.race([ended, sleep(pollMs, false)])));
    release();
    await written;
    return summary;
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw new DataDirectoryError(`The backup to ${target} failed: ${(error as Error).message}`);
  } finally {
    release();
    session.close();
  }
}

/** The engine writes its first files when it has noted the parts of all tables. */
function isCopying(target: string): boolean {
  return existsSync(join(target, 'data')) || existsSync(join(target, 'metadata'));
}

/** Fills a database that has no tables from a backup. */
export async function readBackup({ path, database }: Omit<BackupSource, 'gate'>, directory: string): Promise<BackupSummary> {
  const session = new Session(path);
  try {
    await session.queryAsync(
      `RESTORE DATABASE \`${database}\` FROM File(${quote(resolve(directory))}) SETTINGS allow_different_database_def = 1`,
    );
    return await readSummary(session, database);
  } catch (error) {
    throw new DataDirectoryError(`The restore from ${resolve(directory)} failed: ${(error as Error).message}`);
  } finally {
    session.close();
  }
}

/** Whether there is nothing in a directory, or no directory. */
export async function isEmpty(directory: string): Promise<boolean> {
  const entries = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new DataDirectoryError(`${directory} cannot be read (${error.code}).`);
  });
  return entries.length === 0;
}

async function readSummary(session: Session, database: string): Promise<BackupSummary> {
  const result = await session.queryAsync(
    `SELECT uniqExact(table) AS tables, sum(rows) AS rows, sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = ${quote(database)}`,
    { format: 'JSONEachRow' },
  );
  return backupSummary.parse(JSON.parse(result.text()));
}
