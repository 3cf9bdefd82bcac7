SELECT
    trim(concat(client_name, ' ', client_version)) AS client,
    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
    failed / nullIf(countIf(outcome != 'cancelled'), 0) AS error_rate,
    quantileTDigestOrNull(0.95)(duration_ns) / 1e6 AS p95,
    uniqExact(session_key) AS sessions
FROM mcp_tool_calls
WHERE
    -- include filters/one-tool
GROUP BY client
ORDER BY calls DESC, client
LIMIT 100
