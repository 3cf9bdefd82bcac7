-- Keys of sessions, which the rollup knows by their hashes, and when each one last called.
SELECT toString(cityHash64(session_key)) AS id, toString(any(session_key)) AS key, max(ts) AS lastCallAt
FROM
    -- include :table
WHERE
    -- include database/operation-filter
    AND session_key IN (
        SELECT session_key
        FROM (
            SELECT session_key
            FROM mcp_session_slots
            WHERE cityHash64(session_key) IN arrayMap(each -> toUInt64(each), {ids:Array(String)})
            SETTINGS final = 0
        )
    )
GROUP BY id
