SELECT
    -- include filters/time
    AS time,
    -- include tool-calls/percentiles
FROM
    -- include tool-calls/counts-over-time
GROUP BY time
ORDER BY time
