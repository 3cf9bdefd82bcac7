-- Newest activity first; the cursor is the last row of the page before.
SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE
    -- include sessions/session-filter
    AND (last_activity, session_key) < ({cursor_time:DateTime64(6, 'UTC')}, {cursor_key:String})
ORDER BY last_activity DESC, session_key DESC
LIMIT {limit:UInt32}
