SELECT
    client_name AS name,
    client_version AS version,
    transport AS transportKind,
    protocol_version AS protocolVersion,
    uniqExact(cityHash64(session_key)) AS sessions,
    count() AS operations,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS errors,
    max(ts) AS lastSeenAt
FROM mcp_operations
WHERE
    -- include database/operation-filter
GROUP BY client_name, client_version, transport, protocol_version
ORDER BY operations DESC, name, version
LIMIT 1000
