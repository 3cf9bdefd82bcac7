-- What mcp_tool_call_counts gives, with its plan as parameters: the engine looks at a view, and computes its plan, for each use anew.
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN {buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    (
    -- include :told
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toUnixTimestamp(toStartOfHour(ts)) IN {open_hours:Array(UInt32)}
