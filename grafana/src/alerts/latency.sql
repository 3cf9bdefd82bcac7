-- By tool, in seconds, where there were at least 20 calls.
SELECT service, target AS tool, quantileTDigest(0.95)(duration_ns) / 1e9 AS p95
FROM mcp_tool_calls
WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms
GROUP BY service, tool
HAVING count() >= 20
