-- What mcp_tool_call_shapes gives, with its plan as parameters.
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (
            SELECT bucket.1, toDateTime(bucket.2, 'UTC'), fromUnixTimestamp64Milli(bucket.3, 'UTC')
            FROM (SELECT arrayJoin({session_buckets:Array(Tuple(UInt32, UInt32, Int64))}) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (
                SELECT toDateTime(arrayJoin([hour - 3600, hour, hour + 3600]), 'UTC') FROM (SELECT arrayJoin({session_open_hours:Array(UInt32)}) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT toDateTime(arrayJoin({session_open_hours:Array(UInt32)}), 'UTC')))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT toDateTime(arrayJoin({session_open_hours:Array(UInt32)}), 'UTC'))
