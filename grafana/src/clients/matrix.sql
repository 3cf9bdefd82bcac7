SELECT
    if(client_name = '', 'unknown client', client_name) AS client,
    client_version AS version,
    transport,
    protocol_version AS protocol,
    uniqExact(session_key) AS sessions,
    count() AS operations,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS errors,
    errors / nullIf(countIf(outcome != 'cancelled'), 0) AS error_rate,
    max(ts) AS last_seen
FROM mcp_operations
WHERE
    -- include filters/period
    -- include filters/service
    -- include filters/client
GROUP BY client, version, transport, protocol
ORDER BY operations DESC, client, version
LIMIT 500
