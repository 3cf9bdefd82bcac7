    (
        -- Failed calls, each once: those that went well for their server do not count as failed.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_failed_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND ({one_side:Bool} OR
    -- include :toldOfFailed
            )
    )
