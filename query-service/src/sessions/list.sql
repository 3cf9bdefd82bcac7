-- The page's keys are found first, on few columns.
SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE session_key IN (
    SELECT session_key
    FROM mcp_sessions
    WHERE
    -- include sessions/session-filter
    -- include :after
    -- include :order
    LIMIT {limit:UInt32}
)
-- include :order
