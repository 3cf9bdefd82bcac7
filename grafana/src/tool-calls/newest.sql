SELECT
    ts AS time,
    target AS tool,
    service,
    toString(outcome) AS result,
    duration_ns / 1e6 AS duration,
    error_message,
    session_key AS session,
    client_name AS client,
    trace_id
FROM mcp_tool_calls
WHERE $__timeFilter(ts)
    AND $__conditionalAll(service IN (${service:singlequote}), $service)
    AND $__conditionalAll(target IN (${tool:singlequote}), $tool)
    AND (${session:singlequote} = '' OR session_key = ${session:singlequote})
ORDER BY ts DESC
LIMIT 200
