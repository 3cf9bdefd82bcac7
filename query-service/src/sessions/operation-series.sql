-- `active`: sessions with at least one operation in the bucket, where hours do not tell of them.
SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    count() AS operations,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS errors,
    -- include :active
    AS active
FROM
    -- include :operations
WHERE
    -- include database/operation-filter
GROUP BY time
