
SELECT session_key
FROM mcp_sessions
WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    -- include :filter
