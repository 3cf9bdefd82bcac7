session_key IN (
    SELECT operations_key
    FROM mcp_sessions
    WHERE
        -- include filters/one-session
)
AND ts >= (
    SELECT min(created)
    FROM mcp_sessions
    WHERE
        -- include filters/one-session
)
AND ts <= (
    SELECT max(last_activity)
    FROM mcp_sessions
    WHERE
        -- include filters/one-session
)
