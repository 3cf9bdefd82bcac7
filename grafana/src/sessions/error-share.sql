SELECT countIf(errors > 0) / nullIf(count(), 0) AS share
FROM mcp_sessions
WHERE created <= $__toTime AND last_activity >= $__fromTime AND $__conditionalAll(service IN (${service:singlequote}), $service)
