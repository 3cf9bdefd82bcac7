import { rm } from 'node:fs/promises';
import { type BackupSummary, backupSummary, isEmpty, readBackup } from './backup.js';
import { DataDirectoryError } from './data-directory-error.js';
import { askDirectoryHolder } from './directory-lock.js';
import { type EmbeddedEngine, type EngineOptions, openEngine } from './engine.js';
import { toBackupRequest } from './engine-requests.js';

/**
 * Backs up a data directory: by the process that uses it, if there is one, while it goes on; else by opening it.
 *
 * @throws DataDirectoryError when either directory cannot be used.
 */
export async function backUpDirectory(options: EngineOptions, target: string): Promise<BackupSummary> {
  if (await isEmpty(options.dataDirectory)) {
    throw new DataDirectoryError(`The data directory ${options.dataDirectory} is empty: name the one to back up with CALLSIGHT_DATA_DIR.`);
  }
  const answer = await askDirectoryHolder(options.dataDirectory, toBackupRequest(target));
  if (answer?.error !== undefined) throw new DataDirectoryError(answer.error);
  if (answer?.reply !== undefined) return backupSummary.parse(JSON.parse(answer.reply));
  return withEngine(options, (engine) => engine.backUp(target));
}

/**
 * Fills a new data directory from a backup.
 *
 * @throws DataDirectoryError when the data directory holds something already, or the backup cannot be read.
 */
export async function restoreDirectory(options: EngineOptions, from: string): Promise<BackupSummary> {
  const { dataDirectory: path, database } = options;
  if (!(await isEmpty(path))) {
    throw new DataDirectoryError(
      `${path} is not empty: a backup is restored into a new data directory. Move it away, or name another with CALLSIGHT_DATA_DIR.`,
    );
  }
  try {
    return await withEngine(options, () => readBackup({ path, database }, from));
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function withEngine(options: EngineOptions, use: (engine: EmbeddedEngine) => Promise<BackupSummary>): Promise<BackupSummary> {
  const engine = await openEngine(options);
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}
