-- The ten names with the most calls; the others as one.
SELECT time, if(place <= 10, name, 'others') AS series, sum(calls) AS calls
FROM (
    SELECT time, name, calls, dense_rank() OVER (ORDER BY total DESC, name) AS place
    FROM (
        SELECT time, name, calls, sum(calls) OVER (PARTITION BY name) AS total
        FROM (
            SELECT time, name, sum(call_count) AS calls
            FROM
                -- include tool-calls/split-counts
            GROUP BY time, name
        )
    )
)
GROUP BY time, series
ORDER BY time
