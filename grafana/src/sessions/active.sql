SELECT count() AS sessions
FROM mcp_sessions
WHERE status = 'connected' AND $__conditionalAll(service IN (${service:singlequote}), $service)
