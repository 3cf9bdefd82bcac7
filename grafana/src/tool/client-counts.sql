(
    SELECT *
    FROM mcp_tool_call_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms, by_client = 1)
    WHERE counted AND
        -- include filters/one-tool
)
