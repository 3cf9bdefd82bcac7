    (
        SELECT ts, last, service, target, outcome, session_ids, session_operations
        FROM
    -- include tool-calls/sessions-of-rollup
        UNION ALL
        SELECT ts, last, service, target, outcome, session_ids, session_operations
        FROM
    -- include tool-calls/counts-of-operations
    )
