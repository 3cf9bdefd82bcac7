-- Sealed buckets that lie in the period, each with the newest arrival that it counts.
SELECT
    seconds AS width,
    toUnixTimestamp(start) AS begin,
    toUnixTimestamp64Milli(max(seals.sealed)) AS sealedMs,
    toUnixTimestamp64Milli(argMax(seals.arrived, seals.sealed)) AS countedMs
FROM mcp_rollup_seals AS seals
WHERE start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}
GROUP BY width, begin
