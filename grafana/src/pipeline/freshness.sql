SELECT
    dateDiff('second', maxOrNull(ingested_at), now64(3)) AS since_newest_arrival,
    count() AS arrivals,
    quantileOrNull(0.5)(lag_ms) AS lag_p50,
    quantileOrNull(0.95)(lag_ms) AS lag_p95,
    (SELECT count() FROM mcp_running_operations WHERE state = 'lost') AS lost
FROM (
    SELECT ingested_at, greatest(0, toUnixTimestamp64Milli(ingested_at) - toUnixTimestamp64Milli(ts) - duration_ns / 1e6) AS lag_ms
    FROM mcp_operations
    WHERE
        -- include filters/arrivals
)
