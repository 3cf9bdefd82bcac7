-- Sessions that may have changed: with a sign of life within the last minute, with operations that arrived just now, or whose status
-- changed by silence (after 5 and after 30 minutes). Their keys are found first: few are open, and few went quiet just so long ago.
SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE operations_key IN (
        SELECT operations_key FROM mcp_open_sessions
        UNION ALL
        SELECT operations_key
        FROM mcp_sealed_sessions
        WHERE greatest(last_activity, last_heartbeat, ended) > now64(6) - INTERVAL 1 MINUTE
            OR greatest(last_activity, last_heartbeat) BETWEEN now64(6) - INTERVAL 310 SECOND AND now64(6) - INTERVAL 300 SECOND
            OR greatest(last_activity, last_heartbeat) BETWEEN now64(6) - INTERVAL 1810 SECOND AND now64(6) - INTERVAL 1800 SECOND
        SETTINGS final = 0
    )
    AND (greatest(last_sign_of_life, coalesce(ended, created)) > now64(6) - INTERVAL 1 MINUTE
        OR last_sign_of_life BETWEEN now64(6) - INTERVAL 310 SECOND AND now64(6) - INTERVAL 300 SECOND
        OR last_sign_of_life BETWEEN now64(6) - INTERVAL 1810 SECOND AND now64(6) - INTERVAL 1800 SECOND
        OR operations_key IN {keys:Array(String)})
ORDER BY last_activity DESC
LIMIT {limit:UInt32}
