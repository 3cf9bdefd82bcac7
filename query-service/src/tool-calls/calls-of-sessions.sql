    (
        -- Calls of a few sessions, each once.
        SELECT
    -- include tool-calls/call-columns
        FROM mcp_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {found_hours:Array(UInt32)}
            AND session_key IN {found_sessions:Array(String)}
            AND ({one_side:Bool} OR side = 'server' OR (toUnixTimestamp(toStartOfHour(ts)) IN {found_alone_hours:Array(UInt32)} AND exchange NOT IN (
                SELECT exchange
                FROM mcp_operations
                WHERE method = 'tools/call' AND side = 'server'
                    AND toUnixTimestamp(toStartOfHour(ts)) IN {found_near_hours:Array(UInt32)}
                    AND exchange IN (
                        SELECT exchange
                        FROM mcp_operations
                        WHERE method = 'tools/call' AND side = 'client'
                            AND toUnixTimestamp(toStartOfHour(ts)) IN {found_alone_hours:Array(UInt32)}
                            AND session_key IN {found_sessions:Array(String)}
                        SETTINGS final = 0
                    )
                SETTINGS final = 0
            )))
    )
