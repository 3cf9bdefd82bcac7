SELECT
    client_name AS name,
    client_version AS version,
    transport AS transportKind,
    protocol_version AS protocolVersion,
    -- include overview/traffic
FROM mcp_operations
WHERE
    -- include database/operation-filter
GROUP BY client_name, client_version, transport, protocol_version
ORDER BY operations DESC, name, version
LIMIT 5000
