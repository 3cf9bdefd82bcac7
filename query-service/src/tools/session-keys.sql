-- Keys of sessions, which the rollup knows by their hashes, and what was going on between two times for each. Of an identity, each half hour.
WITH cityHash64(session_key) AS hash
SELECT toString(hash) AS id, session_key AS key, toUnixTimestamp(min(created)) AS begin, toUnixTimestamp(max(last_activity)) AS end
FROM (
    SELECT session_key, slot, created, last_activity
    FROM mcp_session_slots
    WHERE hash IN {ids:Array(UInt64)}
    SETTINGS final = 0
)
GROUP BY session_key, slot
HAVING end >= transform(hash, {ids:Array(UInt64)}, {since:Array(UInt32)}, 0) AND begin <= transform(hash, {ids:Array(UInt64)}, {until:Array(UInt32)}, 0)
