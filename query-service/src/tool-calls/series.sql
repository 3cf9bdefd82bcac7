SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    -- include tool-calls/call-statistics
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY time
