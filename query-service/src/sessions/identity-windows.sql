-- The sessions of some identities that were open within a time.
SELECT
    session_key AS key,
    operations_key AS operationsKey,
    toUnixTimestamp(created) AS since,
    toUnixTimestamp(last_activity) AS until
FROM
    -- include :sessions
WHERE basis = 'identity' AND operations_key IN {keys:Array(String)}
    AND last_activity >= {from:DateTime64(6, 'UTC')} AND created <= {to:DateTime64(6, 'UTC')}
