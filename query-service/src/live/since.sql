-- Operations by arrival, oldest first.
SELECT
    ingested_at AS ingestedAt,
    -- include database/operation-columns
FROM mcp_operations
WHERE ingested_at > {since:DateTime64(3, 'UTC')}
ORDER BY ingested_at
LIMIT {limit:UInt32}
