SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE
    -- include filters/one-session
