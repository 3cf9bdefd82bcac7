SELECT $__timeInterval(ts) AS time, uniqExact(session_key) AS active
FROM mcp_operations
WHERE
    -- include filters/period
    -- include filters/service
    -- include filters/client
GROUP BY time
ORDER BY time
