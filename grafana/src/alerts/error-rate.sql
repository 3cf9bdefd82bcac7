-- Failed among the calls that were not cancelled, by tool, where there were at least 20.
SELECT
    service,
    target AS tool,
    countIf(outcome NOT IN ('ok', 'cancelled')) / countIf(outcome != 'cancelled') AS error_rate
FROM mcp_tool_calls
WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms
GROUP BY service, tool
HAVING countIf(outcome != 'cancelled') >= 20
