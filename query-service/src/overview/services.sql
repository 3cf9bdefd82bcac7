SELECT service AS name, count() AS operations, uniqExact(cityHash64(session_key)) AS sessions, max(ts) AS lastSeenAt
FROM mcp_operations
WHERE
    -- include database/operation-filter
GROUP BY service
ORDER BY operations DESC, name
LIMIT 1000
