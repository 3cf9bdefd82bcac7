-- Which keys and types callers give, and how that works out.
SELECT
    arguments_shape AS shape,
    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
    failed / nullIf(countIf(outcome != 'cancelled'), 0) AS error_rate,
    avgOrNull(arguments_size) AS arguments_size
FROM mcp_tool_calls_between(from = $__fromTime_ms, to = $__toTime_ms)
WHERE
    -- include filters/period
    AND
    -- include filters/one-tool
    AND arguments_shape != ''
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 50
