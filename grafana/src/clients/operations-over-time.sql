SELECT
    -- include filters/wide-time
    AS time,
    if(client_name = '', 'unknown client', client_name) AS client,
    sum(operation_count) AS operations
FROM
    -- include clients/counts-over-time
GROUP BY time, client
ORDER BY time
