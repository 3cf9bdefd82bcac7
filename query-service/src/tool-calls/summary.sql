SELECT
    -- include tool-calls/latency-columns
FROM mcp_tool_calls
WHERE
    -- include database/operation-filter
