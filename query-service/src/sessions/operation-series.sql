SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    count() AS operations,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS errors
FROM
    -- include :operations
WHERE
    -- include database/operation-filter
GROUP BY time
