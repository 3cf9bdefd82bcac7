-- Tools that were called at least 20 times in each of the two days before the last one, and in the last one not at all.
SELECT
    service,
    target AS tool,
    toFloat64(countIf(ts >= $__toTime_ms - INTERVAL 1 DAY) = 0) AS silent
FROM mcp_tool_calls
WHERE ts >= $__toTime_ms - INTERVAL 3 DAY AND ts < $__toTime_ms
GROUP BY service, tool
HAVING countIf(ts < $__toTime_ms - INTERVAL 2 DAY) >= 20
    AND countIf(ts >= $__toTime_ms - INTERVAL 2 DAY AND ts < $__toTime_ms - INTERVAL 1 DAY) >= 20
