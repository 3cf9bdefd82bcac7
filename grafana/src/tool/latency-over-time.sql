SELECT
    $__timeInterval(ts) AS time,
    quantileTDigest(0.5)(duration_ns) / 1e6 AS p50,
    quantileTDigest(0.95)(duration_ns) / 1e6 AS p95,
    quantileTDigest(0.99)(duration_ns) / 1e6 AS p99
FROM mcp_tool_calls
WHERE
    -- include filters/one-tool
GROUP BY time
ORDER BY time
