SELECT
    last_activity,
    created,
    status,
    session_key AS session,
    basis,
    service,
    trim(concat(client_name, ' ', client_version)) AS client,
    transport,
    operations,
    tool_calls,
    errors,
    duration_ms AS duration
FROM mcp_sessions
WHERE created <= $__toTime AND last_activity >= $__fromTime AND $__conditionalAll(service IN (${service:singlequote}), $service)
ORDER BY last_activity DESC
LIMIT 500
