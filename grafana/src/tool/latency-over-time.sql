SELECT
    $__timeInterval(ts) AS time,
    -- include tool-calls/percentiles
FROM
    -- include tool/counts
GROUP BY time
ORDER BY time
