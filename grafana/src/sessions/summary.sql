-- Two rows: the period before, of equal length, and the period. The panel shows the second, and how it changed.
WITH
    toUnixTimestamp64Milli($__toTime_ms) - toUnixTimestamp64Milli($__fromTime_ms) AS length_ms,
    fromUnixTimestamp64Milli(toUnixTimestamp64Milli($__fromTime_ms) - length_ms) AS before
SELECT * EXCEPT since
FROM (
    SELECT
        before AS since,
        -- include sessions/totals
    FROM mcp_sessions
    WHERE last_activity >= before AND created < $__fromTime_ms
        -- include filters/service
        -- include filters/client
    UNION ALL
    SELECT
        $__fromTime_ms AS since,
        -- include sessions/totals
    FROM mcp_sessions
    WHERE
        -- include filters/sessions
)
ORDER BY since
