SELECT
    count() AS total,
    countIf(status = 'connected') AS active,
    avg(duration_ms) AS averageDurationMs
FROM mcp_sessions
WHERE
    -- include sessions/session-filter
