
    AND session_id IN (
        SELECT cityHash64(operations_key)
        FROM
    -- include :sessions
        WHERE
    -- include sessions/session-filter
    )
