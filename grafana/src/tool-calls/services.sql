SELECT DISTINCT service
FROM mcp_tool_calls
WHERE $__timeFilter(ts)
