SELECT
    $__timeInterval(ts) AS time,
    countIf(duration_ns < 1e6) AS "under 1 ms",
    countIf(duration_ns >= 1e6 AND duration_ns < 3e6) AS "1 ms",
    countIf(duration_ns >= 3e6 AND duration_ns < 1e7) AS "3 ms",
    countIf(duration_ns >= 1e7 AND duration_ns < 3e7) AS "10 ms",
    countIf(duration_ns >= 3e7 AND duration_ns < 1e8) AS "30 ms",
    countIf(duration_ns >= 1e8 AND duration_ns < 3e8) AS "100 ms",
    countIf(duration_ns >= 3e8 AND duration_ns < 1e9) AS "300 ms",
    countIf(duration_ns >= 1e9 AND duration_ns < 3e9) AS "1 s",
    countIf(duration_ns >= 3e9 AND duration_ns < 1e10) AS "3 s",
    countIf(duration_ns >= 1e10 AND duration_ns < 3e10) AS "10 s",
    countIf(duration_ns >= 3e10) AS "30 s"
FROM mcp_tool_calls
WHERE
    -- include filters/calls
GROUP BY time
ORDER BY time
