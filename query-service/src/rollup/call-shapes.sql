    (
        -- Calls by the shape of their arguments as mcp_tool_call_shapes gives them, with its plan as parameters.
        SELECT arguments_shape, outcome, toUInt64(operations) AS call_count, duration_ns, latencies, latency_counts
        FROM mcp_rollup
        WHERE kind = 'shape' AND (seconds, start, sealed) IN {session_buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
            AND (counted OR {one_side:Bool})
    -- include :kinds
        SETTINGS final = 0
        UNION ALL
        SELECT
            arguments_shape, outcome, toUInt64(1) AS call_count, duration_ns,
    -- include rollup/latency-of-one
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {session_open_hours:Array(UInt32)}
            AND ({one_side:Bool} OR
    -- include :sessionTold
            )
    -- include :kinds
    )
