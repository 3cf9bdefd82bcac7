-- The sessions of the same clients: those with the most operations, counted by session.
SELECT
    toString((client_name, client_version, transport, protocol_version)) AS key,
    arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM mcp_operation_sessions(by_target = 0, from = $__fromTime_ms, to = $__toTime_ms)
WHERE 1
    -- include filters/service
    -- include filters/client
GROUP BY client_name, client_version, transport, protocol_version
ORDER BY sum(arraySum(session_operations)) DESC, if(client_name = '', 'unknown client', client_name), client_version, transport, protocol_version
LIMIT 500
