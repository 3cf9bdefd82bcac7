    (
        -- Failed calls, each once: those that went well for their server do not count as failed.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_failed_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND ({one_side:Bool} OR side = 'server' OR (toUnixTimestamp(toStartOfHour(ts)) IN {all_alone_hours:Array(UInt32)} AND exchange NOT IN (
                SELECT exchange
                FROM mcp_operations
                WHERE method = 'tools/call' AND side = 'server'
                    AND toUnixTimestamp(toStartOfHour(ts)) IN {all_near_hours:Array(UInt32)}
                    AND exchange IN (
                        SELECT exchange
                        FROM mcp_failed_operations
                        WHERE method = 'tools/call' AND side = 'client'
                            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
                            AND toUnixTimestamp(toStartOfHour(ts)) IN {all_alone_hours:Array(UInt32)}
                        SETTINGS final = 0
                    )
                SETTINGS final = 0
            )))
    )
