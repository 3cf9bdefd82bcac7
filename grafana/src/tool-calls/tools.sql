SELECT DISTINCT target
FROM mcp_tool_calls
WHERE $__timeFilter(ts) AND $__conditionalAll(service IN (${service:singlequote}), $service)
