SELECT
    count() AS total,
    -- Open at the end of the period, with a sign of life in its last 5 minutes.
    countIf((ended IS NULL OR ended >= {to:DateTime64(6, 'UTC')})
        AND last_sign_of_life >= {to:DateTime64(6, 'UTC')} - INTERVAL 5 MINUTE) AS active,
    avg(duration_ms) AS averageDurationMs,
    quantileTDigest(0.95)(duration_ms) AS p95DurationMs,
    sum(sessions.operations) AS operationCount,
    sum(sessions.tool_calls) AS toolCallCount,
    sum(sessions.errors) AS errorCount
FROM
    -- include :sessions
    AS sessions
WHERE
    -- include sessions/session-filter
