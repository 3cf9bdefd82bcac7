    (
        -- Failed calls, each once. That a server saw what a client reports as failed is told by the server's own failures, and by what
        -- was looked up of calls that went well for it.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_failed_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND ({one_side:Bool} OR side = 'server' OR (
                exchange NOT IN {told_by_servers:Array(UInt64)}
                AND exchange NOT IN (
    -- include tool-calls/failed-at-servers
                )))
    )
