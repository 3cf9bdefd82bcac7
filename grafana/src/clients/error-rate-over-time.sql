SELECT
    $__timeInterval(ts) AS time,
    if(client_name = '', 'unknown client', client_name) AS client,
    countIf(outcome NOT IN ('ok', 'cancelled')) / nullIf(countIf(outcome != 'cancelled'), 0) AS error_rate
FROM mcp_operations
WHERE
    -- include filters/period
    -- include filters/service
    -- include filters/client
GROUP BY time, client
ORDER BY time
