-- Sessions by the number of their calls; of equals, any.
SELECT toString(session_id) AS id, sum(number) AS calls, sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed
FROM
    -- include :sessions
ARRAY JOIN session_ids AS session_id, session_operations AS number
GROUP BY id
ORDER BY calls DESC, id
LIMIT 10
