SELECT
    target AS tool,
    service,
    -- include tool-calls/statistics
    ,
    uniqExact(session_key) AS sessions,
    max(ts) AS last_seen
FROM mcp_tool_calls
WHERE
    -- include filters/calls
GROUP BY tool, service
ORDER BY calls DESC, tool
LIMIT 200
