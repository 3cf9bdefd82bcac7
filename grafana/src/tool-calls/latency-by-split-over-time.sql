-- The ten names with the most calls.
SELECT time, name AS series, p95
FROM (
    SELECT time, name, p95, dense_rank() OVER (ORDER BY total DESC, name) AS place
    FROM (
        SELECT time, name, p95, sum(calls) OVER (PARTITION BY name) AS total
        FROM (
            SELECT
                time, name, sum(call_count) AS calls,
                exp2(intDiv(quantileExactWeightedArray(0.95)(latencies, latency_counts), 32) / 16) / 1e6 AS p95
            FROM
                -- include tool-calls/split-counts
            GROUP BY time, name
        )
    )
)
WHERE place <= 10
ORDER BY time
