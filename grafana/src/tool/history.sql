SELECT
    -- include tool-calls/execution-columns
FROM mcp_tool_calls
WHERE
    -- include filters/one-tool
ORDER BY ts DESC, trace_id DESC, span_id DESC
LIMIT 200
