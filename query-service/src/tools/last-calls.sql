-- When sessions last called.
SELECT session_key AS key, max(ts) AS lastCallAt
FROM
    -- include tool-calls/calls-of-sessions
WHERE
    -- include database/operation-filter
GROUP BY session_key
