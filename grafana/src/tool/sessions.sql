SELECT session_key AS session, count() AS calls, countIf(outcome NOT IN ('ok', 'cancelled')) AS failed, max(ts) AS last_call
FROM
    -- include tool/calls
GROUP BY session
ORDER BY calls DESC, session
LIMIT 10
