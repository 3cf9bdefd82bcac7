-- The rollup knows sessions by their hashes: their keys are found for those with the most calls.
WITH (
    SELECT groupArray((session_id, calls, failed))
    FROM (
        SELECT session_id, sum(number) AS calls, sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed
        FROM
            -- include tool/session-counts
        ARRAY JOIN session_ids AS session_id, session_operations AS number
        GROUP BY session_id
        ORDER BY calls DESC, toString(session_id)
        LIMIT 10
    )
) AS busiest
SELECT
    toString(any(session_key)) AS session,
    arrayFirst(each -> each.1 = id, busiest).2 AS calls,
    arrayFirst(each -> each.1 = id, busiest).3 AS failed,
    max(ts) AS last_call
FROM
    -- include tool/calls
WHERE session_key IN (
    SELECT session_key
    FROM (
        SELECT session_key
        FROM mcp_session_slots
        WHERE cityHash64(session_key) IN (SELECT arrayJoin(busiest.1))
        SETTINGS final = 0
    )
)
GROUP BY cityHash64(session_key) AS id
ORDER BY calls DESC, session
