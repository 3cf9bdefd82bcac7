-- How long the sessions of a period are: what an unusually long one is compared with.
SELECT count() AS sessions, quantileTDigest(0.95)(duration_ms) AS p95DurationMs
FROM
    -- include :sessions
WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
