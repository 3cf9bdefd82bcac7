SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE session_key = {key:String}
