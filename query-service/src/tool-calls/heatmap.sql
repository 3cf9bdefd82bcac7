SELECT
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    band,
    sum(number) AS calls,
    sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed
FROM
    -- include :bands
ARRAY JOIN bands AS band, latency_counts AS number
GROUP BY time, band
