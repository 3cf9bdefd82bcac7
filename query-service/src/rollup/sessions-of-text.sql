-- Sessions with a key in which a text is found, and how far they reach.
SELECT session_key AS key, toUnixTimestamp(min(created)) AS begin, toUnixTimestamp(max(last_activity)) AS end
FROM (
    SELECT session_key, created, last_activity
    FROM mcp_session_slots
    WHERE 0
    -- include :texts
    SETTINGS final = 0
)
GROUP BY session_key
LIMIT {limit:UInt32}
