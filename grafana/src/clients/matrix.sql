SELECT
    toString((client_name, client_version, transport, protocol_version)) AS key,
    if(client_name = '', 'unknown client', client_name) AS client,
    client_version AS version,
    transport,
    protocol_version AS protocol,
    sum(operation_count) AS operations,
    sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS errors,
    errors / nullIf(sumIf(operation_count, outcome != 'cancelled'), 0) AS error_rate,
    max(last) AS last_seen
FROM mcp_operation_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms)
WHERE
    -- include filters/period
    -- include filters/service
    -- include filters/client
GROUP BY client_name, client_version, transport, protocol_version
ORDER BY operations DESC, client, version, transport, protocol
LIMIT 500
