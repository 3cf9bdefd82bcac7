export type { BackupSummary } from './backup.js';
export { backUpDirectory, restoreDirectory } from './data-directory-backup.js';
export { DataDirectoryError } from './data-directory-error.js';
export { type EmbeddedEngine, type EngineOptions, openEngine } from './engine.js';
export type { RowEncoding } from './insert.js';
export { createSqlInterface, type SqlAccess, type SqlInterfaceOptions } from './sql/sql-interface.js';
