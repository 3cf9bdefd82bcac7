SELECT
    service AS serviceName,
    target AS name,
    -- include tool-calls/latency-columns
    ,
    uniqExact(session_key) AS sessions,
    min(ts) AS firstSeenAt,
    max(ts) AS lastSeenAt
FROM mcp_tool_calls
WHERE
    -- include database/operation-filter
GROUP BY service, target
ORDER BY calls DESC, name
LIMIT 1000
