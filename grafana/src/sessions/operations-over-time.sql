SELECT
    -- include filters/wide-time
    AS time,
    sumIf(operation_count, outcome IN ('ok', 'cancelled')) AS well,
    sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS failed
FROM
    -- include clients/counts-over-time
GROUP BY time
ORDER BY time
