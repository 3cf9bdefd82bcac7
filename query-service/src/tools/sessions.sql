SELECT session_key AS key, count() AS calls, countIf(outcome NOT IN ('ok', 'cancelled')) AS failed, max(ts) AS lastCallAt
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY key
ORDER BY calls DESC, key
LIMIT 10
