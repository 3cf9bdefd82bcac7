-- The newest failure of each of some kinds, as its server told it where it did: its texts are read of these alone.
SELECT fingerprint, trace_id AS traceId, span_id AS spanId, ts AS startedAt, error_message AS message
FROM mcp_errors
WHERE
    -- include database/operation-filter
    AND (fingerprint, ts, exchange) IN {examples:Array(Tuple(String, DateTime64(6, 'UTC'), UInt64))}
ORDER BY side
LIMIT 1 BY fingerprint
