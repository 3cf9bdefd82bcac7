-- Sealed buckets that begin in the period or in the hour that it begins in, each with the newest arrival that it counts; the newest arrival in each hour of it; and hours in
-- which a client told of a call that no server saw.
SELECT
    'seal' AS of,
    seconds AS width,
    toUnixTimestamp(start) AS begin,
    toUnixTimestamp64Milli(max(seals.sealed)) AS sealedMs,
    toUnixTimestamp64Milli(argMax(seals.arrived, seals.sealed)) AS arrivedMs
FROM mcp_rollup_seals AS seals
WHERE start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')}
GROUP BY width, begin
UNION ALL
SELECT 'arrival' AS of, 3600 AS width, toUnixTimestamp(hour) AS begin, 0 AS sealedMs, toUnixTimestamp64Milli(max(arrivals.arrived)) AS arrivedMs
FROM mcp_hour_arrivals AS arrivals
WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
GROUP BY begin
UNION ALL
SELECT DISTINCT 'client' AS of, 3600 AS width, toUnixTimestamp(start) AS begin, toUnixTimestamp64Milli(sealed) AS sealedMs, 0 AS arrivedMs
FROM
(
    SELECT start, sealed
    FROM mcp_rollup
    WHERE kind = 'tool' AND seconds = 3600 AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')}
        AND side = 'client' AND counted
    SETTINGS final = 0
)
