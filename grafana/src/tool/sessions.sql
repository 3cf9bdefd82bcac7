-- The rollup knows sessions by their hashes: of those with the most calls, the keys are found, and the hours in which the last call, as either side
-- reported it, can have been.
WITH
    (
        SELECT groupArray((session_id, calls, failed, since, until))
        FROM (
            SELECT
                session_id, sum(number) AS calls, sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed,
                max(ts) AS since, max(last) AS until
            FROM
                -- include tool/session-counts
            ARRAY JOIN session_ids AS session_id, session_operations AS number
            GROUP BY session_id
            ORDER BY calls DESC, toString(session_id)
            LIMIT 10
        )
    ) AS busiest,
    (
        SELECT (groupUniqArray(session_key), groupUniqArrayArray(arrayMap(
            hour -> toDateTime(hour, 'UTC'),
            if(begin > end, [], range(toUInt32(toStartOfHour(begin, 'UTC')), toUInt32(end) + 1, 3600)))))
        FROM (
            SELECT
                session_key,
                arrayFirst(each -> each.1 = cityHash64(session_key), busiest) AS found,
                greatest(min(created), found.4) AS begin,
                least(max(last_activity), found.5) AS end
            FROM mcp_session_slots
            WHERE cityHash64(session_key) IN (SELECT arrayJoin(busiest.1))
            GROUP BY session_key, slot
            SETTINGS final = 0
        )
    ) AS active
SELECT
    toString(any(session_key)) AS session,
    arrayFirst(each -> each.1 = id, busiest).2 AS calls,
    arrayFirst(each -> each.1 = id, busiest).3 AS failed,
    max(ts) AS last_call
FROM (
    SELECT session_key, ts, cityHash64(session_key) AS id
    FROM mcp_operations
    WHERE method = 'tools/call' AND toStartOfHour(ts) IN (SELECT arrayJoin(active.2)) AND session_key IN (SELECT arrayJoin(active.1)) AND
        -- include filters/period
        AND
        -- include filters/one-tool
    SETTINGS final = 0
)
GROUP BY id
ORDER BY calls DESC, session
