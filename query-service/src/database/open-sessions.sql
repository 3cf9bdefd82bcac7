-- Keys that are open, with all that they did: those that may have a session in the period.
SELECT count() AS open
FROM (
    SELECT min(created) AS created, max(last_activity) AS last_activity
    FROM mcp_session_slots
    WHERE session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY session_key
)
WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created <= {to:DateTime64(6, 'UTC')}
