    (
        -- Calls in which a text is found, but not in what the rollup tells of them: failed ones, and all others of sessions with such a key.
        SELECT
    -- include tool-calls/call-columns
        FROM
    -- include tool-calls/calls-failed
        UNION ALL
        SELECT
    -- include tool-calls/call-columns
        FROM
    -- include tool-calls/calls-of-sessions
        WHERE outcome IN ('ok', 'cancelled') AND error_message = ''
    )
