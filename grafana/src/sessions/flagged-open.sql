-- The same of those that are not sealed: they are worked out as they are now.
WITH
    -- include sessions/population
SELECT
    -- include sessions/flagged-columns
FROM mcp_unsealed_sessions
WHERE
    -- include sessions/flagged
ORDER BY last_activity DESC, session_key DESC
LIMIT 100
