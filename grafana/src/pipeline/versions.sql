SELECT
    (SELECT max(version) FROM schema_migrations) AS schema_version,
    version() AS clickhouse,
    anyIf(retention, table_name = 'mcp_operations') AS operations_days,
    anyIf(retention, table_name = 'mcp_content') AS content_days,
    sum(bytes) AS total_bytes
FROM (
    -- include pipeline/storage
)
