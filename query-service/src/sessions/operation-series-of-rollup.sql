SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    sum(operation_count) AS operations,
    sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS errors
FROM
(
    -- include rollup/operation-counts
)
WHERE 1
    -- include :filter
GROUP BY time
