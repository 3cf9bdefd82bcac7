        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {open_hours:Array(UInt32)}
            AND ({one_side:Bool} OR
    -- include :told
            )
    -- include :kinds
