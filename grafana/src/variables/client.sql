SELECT DISTINCT client_name
FROM mcp_operations
WHERE
    -- include filters/period
