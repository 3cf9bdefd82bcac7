SELECT DISTINCT target
FROM mcp_tool_call_counts(step = 86400, by_client = 0, from = $__fromTime_ms, to = $__toTime_ms)
WHERE counted
    -- include filters/service
