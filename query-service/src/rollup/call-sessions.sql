    (
        -- Calls by session: what mcp_operation_sessions gives of tool calls, with its plan as parameters.
        SELECT toDateTime64(start, 6, 'UTC') AS ts, service, target, outcome, session_ids, session_operations
        FROM mcp_rollup
        WHERE kind = 'operation' AND method = 'tools/call' AND target != ''
            AND (seconds, start, sealed) IN {session_buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
            AND (counted OR {one_side:Bool})
    -- include :kinds
        -- Few rows, with long sets: the engine would think one thread enough.
        SETTINGS final = 0, merge_tree_min_rows_for_concurrent_read = 8192, merge_tree_min_bytes_for_concurrent_read = 1048576
        UNION ALL
        SELECT ts, service, target, outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
        FROM mcp_operations FINAL
        WHERE method = 'tools/call' AND target != ''
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {session_open_hours:Array(UInt32)}
            AND ({one_side:Bool} OR
    -- include :sessionTold
            )
    -- include :kinds
    )
