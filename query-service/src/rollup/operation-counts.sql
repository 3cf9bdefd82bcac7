    (
        -- What mcp_operation_counts gives, with its plan as parameters; without methods and targets from the fewer rows that have none.
        SELECT toDateTime64(start, 6, 'UTC') AS ts, outcome, toUInt64(operations) AS operation_count
        FROM mcp_rollup
        WHERE kind = {counted_as:String} AND (seconds, start, sealed) IN {buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    -- include :kinds
        SETTINGS final = 0
        UNION ALL
        SELECT ts, outcome, toUInt64(1) AS operation_count
        FROM mcp_operations FINAL
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {open_hours:Array(UInt32)}
    -- include :kinds
    -- include :beside
    )
