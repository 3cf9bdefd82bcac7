SELECT exchange
FROM mcp_failed_operations
WHERE method = 'tools/call' AND side = 'client'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toUnixTimestamp(toStartOfHour(ts)) IN
    -- include :alone
SETTINGS final = 0
