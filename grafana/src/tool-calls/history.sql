SELECT
    -- include tool-calls/execution-columns
FROM mcp_tool_calls_between(from = $__fromTime_ms, to = $__toTime_ms)
WHERE
    -- include filters/calls
ORDER BY ts DESC, trace_id DESC, span_id DESC
LIMIT 200
