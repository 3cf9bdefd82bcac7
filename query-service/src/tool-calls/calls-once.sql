    (
        -- Tool calls, each once. In most hours a server is known to tell of all of them.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND (side = 'server' OR (toUnixTimestamp(toStartOfHour(ts)) IN {all_alone_hours:Array(UInt32)} AND exchange NOT IN (
                SELECT exchange
                FROM mcp_operations
                WHERE method = 'tools/call' AND side = 'server'
                    AND toUnixTimestamp(toStartOfHour(ts)) IN {all_near_hours:Array(UInt32)}
                    AND exchange IN (
                        SELECT exchange FROM mcp_client_calls WHERE toUnixTimestamp(toStartOfHour(ts)) IN {all_alone_hours:Array(UInt32)} SETTINGS final = 0)
                SETTINGS final = 0
            )))
    )
