SELECT exchange
FROM mcp_operations
WHERE method = 'tools/call' AND side = 'client'
    AND toUnixTimestamp(toStartOfHour(ts)) IN
    -- include :alone
    AND session_key IN {found_sessions:Array(String)}
SETTINGS final = 0
