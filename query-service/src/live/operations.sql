-- The newest operations by arrival; more than the limit is a burst, of which the oldest are left out.
SELECT
    ingested_at AS ingestedAt,
    -- include database/operation-columns
FROM mcp_operations
WHERE ingested_at > {since:DateTime64(3, 'UTC')}
ORDER BY ingestedAt DESC, traceId, spanId
LIMIT {limit:UInt32}
