-- Sessions with at least one operation in the interval. Wide intervals without a filter are answered by the hours in which sessions were
-- active. A session of an identity has no pause of more than half an hour: it was active in each hour that it touches.
WITH
    $__interval_s > 1800 AS wide,
    wide AND $__conditionalAll(0, $service) AND $__conditionalAll(0, $client) AS by_hours
SELECT time, uniqExact(id) AS active
FROM (
    SELECT
        -- include filters/time
        AS time,
        cityHash64(session_key) AS id
    FROM mcp_operations
    WHERE NOT by_hours AND (NOT wide OR session_basis != 'identity') AND
        -- include filters/period
        -- include filters/service
        -- include filters/client
    UNION ALL
    SELECT
        -- include filters/time
        AS time,
        session_id
    FROM (SELECT hour AS ts, session_id FROM mcp_session_hours WHERE by_hours AND hour >= toStartOfHour($__fromTime_ms) AND hour < $__toTime_ms)
    UNION ALL
    SELECT
        -- include filters/time
        AS time,
        id
    FROM (
        SELECT
            cityHash64(session_key) AS id,
            arrayJoin(arrayMap(second -> toDateTime(second), range(
                toUInt32(toStartOfHour(greatest(created, $__fromTime_ms))), toUInt32(least(last_activity, $__toTime_ms)) + 1, 3600))) AS ts
        FROM mcp_sessions
        WHERE wide AND basis = 'identity' AND
            -- include filters/sessions
    )
)
GROUP BY time
ORDER BY time
