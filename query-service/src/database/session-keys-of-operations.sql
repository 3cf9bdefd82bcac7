
SELECT session_key
FROM mcp_operations
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    -- include :filter
