SELECT
    service AS name,
    -- include overview/traffic
FROM mcp_operations
WHERE
    -- include database/operation-filter
GROUP BY service
ORDER BY operations DESC, name
LIMIT 5000
