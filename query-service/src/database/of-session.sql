
session_key =
    -- include :key
OR (session_basis = 'identity'
    AND session_key =
    -- include :operationsKey
    AND ts >= (
        SELECT min(created)
        FROM mcp_sessions
        WHERE
    -- include :window
    )
    AND ts <= (
        SELECT max(last_activity)
        FROM mcp_sessions
        WHERE
    -- include :window
    ))
