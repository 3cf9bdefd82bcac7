-- Calls of a tool by service, cut at the times when a definition of it was first listed.
SELECT
    service AS serviceName,
    roundDown(toUnixTimestamp64Micro(ts), {starts:Array(Int64)}) AS start,
    sum(call_count) AS calls,
    sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failed,
    sumIf(call_count, outcome = 'cancelled') AS cancelled
FROM
    -- include :counts
GROUP BY serviceName, start
