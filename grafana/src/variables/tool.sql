SELECT DISTINCT target
FROM mcp_tool_calls
WHERE
    -- include filters/period
    -- include filters/service
