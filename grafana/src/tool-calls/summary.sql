SELECT
    -- include tool-calls/statistics
FROM mcp_tool_calls
WHERE
    -- include filters/calls
