-- Sealed buckets that begin in the period, each with the newest arrival that it counts; and, as buckets without a width, the newest arrival
-- in each hour of it.
SELECT
    seconds AS width,
    toUnixTimestamp(start) AS begin,
    toUnixTimestamp64Milli(max(seals.sealed)) AS sealedMs,
    toUnixTimestamp64Milli(argMax(seals.arrived, seals.sealed)) AS arrivedMs
FROM mcp_rollup_seals AS seals
WHERE start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}
GROUP BY width, begin
UNION ALL
SELECT 0 AS width, toUnixTimestamp(hour) AS begin, 0 AS sealedMs, toUnixTimestamp64Milli(max(arrivals.arrived)) AS arrivedMs
FROM mcp_hour_arrivals AS arrivals
WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
GROUP BY begin
