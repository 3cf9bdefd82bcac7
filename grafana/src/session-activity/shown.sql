-- The session, or every one of an identity.
WITH (
    SELECT (groupUniqArray(operations_key), min(created), max(last_activity))
    FROM mcp_sessions
    WHERE
        -- include filters/one-session
) AS shown
