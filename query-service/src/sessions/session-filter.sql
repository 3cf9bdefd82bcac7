    -- Found first on two columns: the states of the other sessions are not merged. Merged here, they need no FINAL.
    session_key IN (
        SELECT session_key
        FROM mcp_session_states
        GROUP BY session_key
        HAVING max(last_activity) >= {from:DateTime64(6, 'UTC')} AND min(created) < {to:DateTime64(6, 'UTC')}
        SETTINGS final = 0
    )
    -- include :filter
