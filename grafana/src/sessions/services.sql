SELECT DISTINCT service
FROM mcp_operations
WHERE $__timeFilter(ts)
