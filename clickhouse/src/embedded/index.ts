export { DataDirectoryError } from './directory-lock.js';
export { type EmbeddedEngine, type EngineOptions, openEngine } from './engine.js';
export type { RowEncoding } from './insert.js';
export { createSqlInterface, type SqlAccess, type SqlInterfaceOptions } from './sql/sql-interface.js';
