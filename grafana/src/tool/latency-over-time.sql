SELECT
    -- include filters/time
    AS time,
    -- include tool-calls/percentiles
FROM
    -- include tool/counts
GROUP BY time
ORDER BY time
