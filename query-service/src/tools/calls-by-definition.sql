-- Calls of a tool by service, cut at the times when a definition of it was first listed.
SELECT
    service AS serviceName,
    roundDown(toUnixTimestamp64Micro(ts), {starts:Array(Int64)}) AS start,
    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
    countIf(outcome = 'cancelled') AS cancelled
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY serviceName, start
