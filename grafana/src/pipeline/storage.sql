-- system.tables, not system.parts: a reader needs no grant of its own for it.
SELECT
    name AS table_name,
    total_rows AS row_count,
    total_bytes AS bytes,
    total_bytes_uncompressed / nullIf(total_bytes, 0) AS compression,
    toUInt32OrNull(extract(create_table_query, 'TTL .*\\+ toIntervalDay\\(([0-9]+)\\)')) AS retention
FROM system.tables
WHERE database = currentDatabase() AND total_rows IS NOT NULL AND engine LIKE '%MergeTree'
ORDER BY bytes DESC, table_name
