
    AND session_id IN (
        SELECT cityHash64(operations_key)
        FROM mcp_sessions
        WHERE
    -- include sessions/session-filter
    )
