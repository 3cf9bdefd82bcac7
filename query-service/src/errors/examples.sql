-- The newest failure of each of some kinds, as its server told it where it did: its texts are read of these alone.
SELECT fingerprint, trace_id AS traceId, span_id AS spanId, ts AS startedAt, error_message AS message
FROM mcp_errors
WHERE
    -- include database/operation-filter
    AND (fingerprint, ts, exchange) IN arrayZip(
        {fingerprints:Array(String)}, {times:Array(DateTime64(6, 'UTC'))}, {exchanges:Array(UInt64)})
ORDER BY side
LIMIT 1 BY fingerprint
