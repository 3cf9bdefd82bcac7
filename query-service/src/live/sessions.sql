-- Sessions that may have changed: with a sign of life within the last minute, with operations that arrived just now, or whose status
-- changed by silence (after 5 and after 30 minutes).
SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE greatest(last_sign_of_life, coalesce(ended, created)) > now64(6) - INTERVAL 1 MINUTE
    OR last_sign_of_life BETWEEN now64(6) - INTERVAL 310 SECOND AND now64(6) - INTERVAL 300 SECOND
    OR last_sign_of_life BETWEEN now64(6) - INTERVAL 1810 SECOND AND now64(6) - INTERVAL 1800 SECOND
    OR session_key IN {keys:Array(String)}
ORDER BY last_activity DESC
LIMIT {limit:UInt32}
