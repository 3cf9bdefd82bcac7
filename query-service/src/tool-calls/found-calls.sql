        FROM mcp_operations
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {found_hours:Array(UInt32)}
            AND session_key IN {found_sessions:Array(String)}
            AND ({one_side:Bool} OR
    -- include :toldOfFound
            )
