-- Of an identity, the session that holds a second, else the newest one.
SELECT
    -- include sessions/session-columns
    -- include :calls
FROM
    -- include :sessions
WHERE session_key = {key:String}
    OR (basis = 'identity' AND operations_key = {key:String})
    OR (basis = 'identity' AND operations_key = {operationsKey:String}
        AND toUnixTimestamp(created) <= {second:UInt32} AND toUnixTimestamp(last_activity) >= {second:UInt32})
ORDER BY session_key = {key:String} DESC, created DESC
LIMIT 1
