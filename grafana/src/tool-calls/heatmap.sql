WITH exp2(latency / 16) AS ns
SELECT
    $__timeInterval(ts) AS time,
    sumIf(call_count, ns < 1e6) AS "under 1 ms",
    sumIf(call_count, ns >= 1e6 AND ns < 3e6) AS "1 ms",
    sumIf(call_count, ns >= 3e6 AND ns < 1e7) AS "3 ms",
    sumIf(call_count, ns >= 1e7 AND ns < 3e7) AS "10 ms",
    sumIf(call_count, ns >= 3e7 AND ns < 1e8) AS "30 ms",
    sumIf(call_count, ns >= 1e8 AND ns < 3e8) AS "100 ms",
    sumIf(call_count, ns >= 3e8 AND ns < 1e9) AS "300 ms",
    sumIf(call_count, ns >= 1e9 AND ns < 3e9) AS "1 s",
    sumIf(call_count, ns >= 3e9 AND ns < 1e10) AS "3 s",
    sumIf(call_count, ns >= 1e10 AND ns < 3e10) AS "10 s",
    sumIf(call_count, ns >= 3e10) AS "30 s"
FROM
    -- include tool-calls/counts-over-time
GROUP BY time
ORDER BY time
