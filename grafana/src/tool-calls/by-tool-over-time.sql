-- The ten tools that were called most; the others as one.
WITH busiest AS (
    SELECT target
    FROM
        -- include tool-calls/counts
    GROUP BY target
    ORDER BY sum(call_count) DESC, target
    LIMIT 10
)
SELECT $__timeInterval(ts) AS time, if(target IN busiest, target, 'other tools') AS tool, sum(call_count) AS calls
FROM
    -- include tool-calls/counts-over-time
GROUP BY time, tool
ORDER BY time
