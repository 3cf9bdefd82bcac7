SELECT avgOrNull(duration_ms) AS duration
FROM mcp_sessions
WHERE created <= $__toTime AND last_activity >= $__fromTime AND $__conditionalAll(service IN (${service:singlequote}), $service)
