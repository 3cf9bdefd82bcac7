-- The sessions that a reader should open first, and why: the same rules and words as those of the API. Those that are sealed: where a hundred of the
-- last tenth of the period, or of its last day, are enough, none that was quiet before is read.
WITH
    -- include sessions/population
    ,
    (
        SELECT if(count() < 100, $__fromTime_ms, min(last_activity))
        FROM (
            SELECT last_activity
            FROM mcp_quiet_sessions
            WHERE created >= $__toTime_ms - toIntervalSecond(greatest(86400, intDiv(toUnixTimestamp($__toTime) - toUnixTimestamp($__fromTime), 10)))
                AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
                AND
                -- include sessions/flagged
            ORDER BY last_activity DESC
            LIMIT 100
        )
    ) AS since
SELECT
    -- include sessions/flagged-columns
FROM mcp_quiet_sessions
WHERE last_activity >= since
    AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    AND
    -- include sessions/flagged
ORDER BY last_activity DESC, session_key DESC
LIMIT 100
