export { readerSettings, textSettings } from './reader-settings.js';
export { type Cluster, describeClusterSchema, toShardDatabase } from './schema/cluster.js';
export { describeSchema } from './schema/describe-schema.js';
export { migrate, type OnCluster, readAppliedMigrations } from './schema/migrate.js';
export { type Migration, readMigrations } from './schema/migrations.js';
export { applyRetention, type Retention } from './schema/retention.js';
export { SchemaError } from './schema/schema-error.js';
export { withSchemaLock } from './schema/schema-lock.js';
export { writerSettings } from './writer-settings.js';
