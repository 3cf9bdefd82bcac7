SELECT
    $__timeInterval(ts) AS time,
    countIf(outcome IN ('ok', 'cancelled')) AS well,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed
FROM mcp_operations
WHERE
    -- include filters/period
    -- include filters/service
    -- include filters/client
GROUP BY time
ORDER BY time
