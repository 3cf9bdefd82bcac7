SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE
    -- include sessions/session-filter
    -- include :after
    -- include :order
LIMIT {limit:UInt32}
