-- Where five hundred sessions of the last day are enough, none that was quiet before is read.
WITH (
    SELECT if(count() < 500, $__fromTime_ms, min(last_activity))
    FROM (
        SELECT last_activity
        FROM mcp_sealed_sessions
        WHERE created >= $__toTime_ms - INTERVAL 1 DAY AND NOT removed
            AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
            AND
            -- include filters/sessions
        ORDER BY last_activity DESC
        LIMIT 500
    )
) AS since
SELECT
    session_key AS session,
    -- include sessions/session-columns
FROM mcp_sessions
WHERE last_activity >= since AND
    -- include filters/sessions
ORDER BY last_activity DESC, session_key DESC
LIMIT 500
