-- The sessions of the same tools: those with the most calls, counted by session.
SELECT toString((service, target)) AS key, arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM mcp_operation_sessions(by_target = 1, from = $__fromTime_ms, to = $__toTime_ms)
WHERE method = 'tools/call' AND counted
    -- include filters/service
    -- include filters/tool
    -- include filters/client
    -- include filters/outcome
GROUP BY target, service
ORDER BY sum(arraySum(session_operations)) DESC, target, service
LIMIT 200
