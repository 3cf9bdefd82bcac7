SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    -- include tool-calls/count-statistics
FROM
    -- include :counts
GROUP BY time
