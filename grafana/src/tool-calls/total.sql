SELECT count() AS calls
FROM mcp_tool_calls
WHERE $__timeFilter(ts)
    AND $__conditionalAll(service IN (${service:singlequote}), $service)
    AND $__conditionalAll(target IN (${tool:singlequote}), $tool)
    AND (${session:singlequote} = '' OR session_key = ${session:singlequote})
