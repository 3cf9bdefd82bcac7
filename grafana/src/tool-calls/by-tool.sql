SELECT *
FROM
(
    SELECT
        target AS tool,
        service,
        -- include tool-calls/statistics
        ,
        max(last) AS last_seen
    FROM
        -- include tool-calls/counts
    GROUP BY tool, service
    ORDER BY calls DESC, tool
    LIMIT 200
) AS counts
INNER JOIN
(
    SELECT target AS tool, service, uniqExact(session_id) AS sessions
    FROM mcp_tool_call_sessions(from = $__fromTime_ms, to = $__toTime_ms)
    WHERE counted
        -- include filters/service
        -- include filters/tool
        -- include filters/client
        -- include filters/outcome
    GROUP BY tool, service
) AS sessions USING (tool, service)
ORDER BY calls DESC, tool
