-- From the end of an operation until it was stored.
SELECT $__timeInterval(ingested_at) AS time, quantile(0.5)(lag_ms) AS p50, quantile(0.95)(lag_ms) AS p95, max(lag_ms) AS longest
FROM (
    SELECT ingested_at, greatest(0, toUnixTimestamp64Milli(ingested_at) - toUnixTimestamp64Milli(ts) - duration_ns / 1e6) AS lag_ms
    FROM mcp_operations
    WHERE
        -- include filters/arrivals
)
GROUP BY time
ORDER BY time
