-- The rollup knows sessions by their hashes: of those with the most calls, the keys are found, and the hours in which the last call, as either side
-- reported it, can have been. What is found first is named twice and no more: the engine works out the text of it each time.
WITH (
    SELECT groupArray((session_key, calls, failed, begin, end))
    FROM (
        SELECT
            session_key, any(busiest.calls) AS calls, any(busiest.failed) AS failed,
            greatest(min(created), any(busiest.since)) AS begin, least(max(last_activity), any(busiest.until)) AS end
        FROM mcp_session_slots
        INNER JOIN (
            SELECT
                session_id, sum(number) AS calls, sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed,
                max(ts) AS since, max(last) AS until
            FROM
                -- include tool/session-counts
            ARRAY JOIN session_ids AS session_id, session_operations AS number
            GROUP BY session_id
            ORDER BY calls DESC, toString(session_id)
            LIMIT 10
        ) AS busiest ON cityHash64(session_key) = busiest.session_id
        GROUP BY session_key, slot
        HAVING begin <= end
        SETTINGS final = 0
    )
) AS active
SELECT
    toString(session_key) AS session,
    any(found.calls) AS calls,
    any(found.failed) AS failed,
    max(ts) AS last_call
FROM (
    SELECT session_key, ts
    FROM mcp_operations
    WHERE method = 'tools/call'
        AND (session_key, toStartOfHour(ts)) IN (
            SELECT each.1, toDateTime(arrayJoin(range(toUInt32(toStartOfHour(each.4, 'UTC')), toUInt32(each.5) + 1, 3600)), 'UTC')
            FROM (SELECT arrayJoin(active) AS each)
        )
        AND
        -- include filters/period
        AND
        -- include filters/one-tool
    SETTINGS final = 0
) AS calls_of
INNER JOIN (
    SELECT each.1 AS session_key, any(each.2) AS calls, any(each.3) AS failed FROM (SELECT arrayJoin(active) AS each) GROUP BY session_key
) AS found USING session_key
GROUP BY session_key
ORDER BY calls DESC, session
