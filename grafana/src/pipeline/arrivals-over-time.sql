SELECT $__timeInterval(ingested_at) AS time, service, count() AS operations
FROM mcp_operations
WHERE ingested_at >= $__fromTime_ms AND ingested_at < $__toTime_ms
GROUP BY time, service
ORDER BY time
