    (
        -- Tool calls, each once. In most hours a server is known to tell of all of them.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND (
    -- include :toldOfAll
            )
    )
