    (
        SELECT ts, service, target, outcome, session_ids, session_operations
        FROM
    -- include rollup/call-sessions
        UNION ALL
        SELECT ts, service, target, outcome, session_ids, session_operations
        FROM
    -- include tool-calls/counts-of-operations
    )
