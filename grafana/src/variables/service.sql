SELECT DISTINCT service
FROM mcp_operations
WHERE
    -- include filters/period
