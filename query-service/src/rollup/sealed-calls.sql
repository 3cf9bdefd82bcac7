        FROM mcp_rollup
        WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
            AND (seconds, start, sealed) IN {buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
            AND (counted OR {one_side:Bool})
    -- include :kinds
        SETTINGS final = 0
