SELECT
    count() AS sessions,
    countIf(status = 'connected') AS active,
    avgOrNull(duration_ms) AS average_duration,
    sum(operations) AS operation_count,
    sum(errors) / nullIf(operation_count, 0) AS error_rate,
    countIf(status = 'lost') AS lost
FROM mcp_sessions
WHERE
    -- include filters/sessions
