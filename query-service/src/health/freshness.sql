-- What arrived within the last hour, and how long after its end.
WITH greatest(0, toUnixTimestamp64Milli(ingested_at) - toUnixTimestamp64Milli(ts) - duration_ns / 1e6) AS lag_ms
SELECT
    count() AS arrivals,
    maxOrNull(ingested_at) AS newestArrivalAt,
    quantileOrNull(0.5)(lag_ms) AS lagP50Ms,
    quantileOrNull(0.95)(lag_ms) AS lagP95Ms
FROM mcp_operations
WHERE ingested_at > now64(3) - INTERVAL 1 HOUR
