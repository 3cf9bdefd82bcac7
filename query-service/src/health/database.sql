SELECT version() AS clickhouse, max(version) AS schemaVersion
FROM schema_migrations
