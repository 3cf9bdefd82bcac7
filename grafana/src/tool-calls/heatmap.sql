-- The bands of the page, by their lower bounds.
WITH exp2(latency / 16) / 1e6 AS ms
SELECT
    -- include filters/time
    AS time,
    sumIf(call_count, ms < 1) AS "0",
    sumIf(call_count, ms >= 1 AND ms < 2) AS "1 ms",
    sumIf(call_count, ms >= 2 AND ms < 5) AS "2 ms",
    sumIf(call_count, ms >= 5 AND ms < 10) AS "5 ms",
    sumIf(call_count, ms >= 10 AND ms < 20) AS "10 ms",
    sumIf(call_count, ms >= 20 AND ms < 50) AS "20 ms",
    sumIf(call_count, ms >= 50 AND ms < 100) AS "50 ms",
    sumIf(call_count, ms >= 100 AND ms < 200) AS "100 ms",
    sumIf(call_count, ms >= 200 AND ms < 500) AS "200 ms",
    sumIf(call_count, ms >= 500 AND ms < 1000) AS "500 ms",
    sumIf(call_count, ms >= 1000 AND ms < 2000) AS "1 s",
    sumIf(call_count, ms >= 2000 AND ms < 5000) AS "2 s",
    sumIf(call_count, ms >= 5000 AND ms < 10000) AS "5 s",
    sumIf(call_count, ms >= 10000 AND ms < 20000) AS "10 s",
    sumIf(call_count, ms >= 20000 AND ms < 50000) AS "20 s",
    sumIf(call_count, ms >= 50000 AND ms < 100000) AS "50 s",
    sumIf(call_count, ms >= 100000) AS "100 s"
FROM
    -- include tool-calls/counts-over-time
GROUP BY time
ORDER BY time
