-- Of the tools that callers are shown now, those without a call in the period.
-- A plain type: the plugin reads a SimpleAggregateFunction as JSON.
SELECT tool, service, tokens, bytes, toDateTime64(last_listed, 6, 'UTC') AS listed_at
FROM (
    SELECT *
    FROM mcp_listed_tools
    WHERE current
    ORDER BY last_listed DESC
    LIMIT 1 BY service, tool
)
WHERE (service, tool) NOT IN (
    SELECT service, target
    FROM mcp_tool_call_counts(step = 86400, by_client = 0, from = $__fromTime_ms, to = $__toTime_ms)
    WHERE counted
)
    -- include filters/service
ORDER BY tokens DESC, tool
LIMIT 500
