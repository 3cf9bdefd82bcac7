SELECT
    -- include filters/wide-time
    AS time,
    if(client_name = '', 'unknown client', client_name) AS client,
    sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) / nullIf(sumIf(operation_count, outcome != 'cancelled'), 0) AS error_rate
FROM
    -- include clients/counts-over-time
GROUP BY time, client
ORDER BY time
