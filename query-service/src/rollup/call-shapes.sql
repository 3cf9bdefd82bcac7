-- What mcp_tool_call_shapes gives, with its plan as parameters.
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN {session_buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    (
    -- include :sessionTold
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toUnixTimestamp(toStartOfHour(ts)) IN {session_open_hours:Array(UInt32)}
