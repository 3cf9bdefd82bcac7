-- Newest activity first; the cursor is the last row of the page before. The page's keys are found first, on few columns.
SELECT
    -- include sessions/session-columns
FROM mcp_sessions
WHERE session_key IN (
    SELECT session_key
    FROM mcp_sessions
    WHERE
    -- include sessions/session-filter
        AND (last_activity, session_key) < ({cursor_time:DateTime64(6, 'UTC')}, {cursor_key:String})
    ORDER BY last_activity DESC, session_key DESC
    LIMIT {limit:UInt32}
)
ORDER BY last_activity DESC, session_key DESC
