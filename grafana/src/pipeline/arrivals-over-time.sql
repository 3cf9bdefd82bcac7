SELECT $__timeInterval(ingested_at) AS time, service, count() AS operations
FROM mcp_operations
WHERE
    -- include filters/arrivals
GROUP BY time, service
ORDER BY time
