SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    roundDown(duration_ns / 1e6, {bounds:Array(Float64)}) AS bound,
    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY time, bound
