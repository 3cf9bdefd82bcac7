SELECT
    session_key AS session,
    -- include sessions/session-columns
FROM mcp_sessions
WHERE
    -- include filters/sessions
ORDER BY last_activity DESC, session_key DESC
LIMIT 500
