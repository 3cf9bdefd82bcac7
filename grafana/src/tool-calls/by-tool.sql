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
    SELECT target AS tool, service, arrayUniq(groupArrayArray(session_ids)) AS sessions
    FROM mcp_operation_sessions(by_target = 1, from = $__fromTime_ms, to = $__toTime_ms)
    WHERE method = 'tools/call' AND counted
        -- include filters/service
        -- include filters/tool
        -- include filters/client
        -- include filters/outcome
    GROUP BY tool, service
) AS sessions USING (tool, service)
ORDER BY calls DESC, tool
