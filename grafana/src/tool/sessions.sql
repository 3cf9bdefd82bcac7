-- The rollup knows sessions by their hashes: of those with the most calls, the keys are found, and the hours in which the last call, as either side
-- reported it, can have been. What is found first is named in no query but its own: the engine works out the text of it in each. As a value of its own,
-- and only so, the list of hours tells the index which rows to read.
WITH
    (
        SELECT (
            groupArray((session_key, calls, failed)),
            groupArrayArray(arrayMap(
                hour -> (session_key, toDateTime(hour, 'UTC')), range(toUInt32(toStartOfHour(begin, 'UTC')), toUInt32(end) + 1, 3600))))
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
                ORDER BY calls DESC, session_id
                LIMIT 10
            ) AS busiest ON cityHash64(session_key) = busiest.session_id
            GROUP BY session_key, slot
            HAVING begin <= end
            SETTINGS final = 0
        )
    ) AS active
SELECT
    toString(session_key) AS session,
    (arrayFirst(each -> each.1 = session_key, active.1) AS found).2 AS calls,
    found.3 AS failed,
    max(ts) AS last_call
FROM (SELECT session_key, ts, method, service, target, client_name FROM mcp_operations SETTINGS final = 0)
WHERE method = 'tools/call'
    AND (session_key, toStartOfHour(ts)) IN active.2
    AND
    -- include filters/period
    AND
    -- include filters/one-tool
GROUP BY session_key
ORDER BY calls DESC, session
