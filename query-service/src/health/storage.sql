-- Tables that hold rows. system.tables, not system.parts: a reader needs no grant of its own for it.
SELECT
    name,
    total_rows AS rows,
    total_bytes AS bytes,
    coalesce(total_bytes_uncompressed, 0) AS uncompressedBytes,
    toUInt32OrNull(extract(create_table_query, 'TTL .*\\+ toIntervalDay\\(([0-9]+)\\)')) AS retentionDays
FROM system.tables
WHERE database = currentDatabase() AND total_rows IS NOT NULL AND engine LIKE '%MergeTree'
ORDER BY bytes DESC, name
