
-- Compared with the other sessions of the period, where there are enough of them to compare.
duration_ms > (
    SELECT greatest(60000, 3 * quantileTDigest(0.95)(duration_ms))
    FROM mcp_sessions
    WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    HAVING count() >= 20
)
