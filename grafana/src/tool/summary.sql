SELECT
    -- include tool-calls/statistics
    ,
    uniqExact(session_key) AS sessions,
    avgOrNull(arguments_size) AS arguments_size,
    avgOrNull(result_size) AS result_size,
    maxOrNull(ts) AS last_seen
FROM mcp_tool_calls
WHERE
    -- include filters/one-tool
