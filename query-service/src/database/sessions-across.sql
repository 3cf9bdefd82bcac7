
    UNION ALL
    SELECT false, created, last_activity
    FROM mcp_sealed_sessions
    WHERE created <
    -- include :edge
        AND last_activity >=
    -- include :edge
