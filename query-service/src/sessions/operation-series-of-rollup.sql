SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    sum(operation_count) AS operations,
    sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS errors,
    0 AS active
FROM
    -- include rollup/operation-counts
GROUP BY time
