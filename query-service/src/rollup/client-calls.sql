SELECT exchange
FROM mcp_client_calls
WHERE toUnixTimestamp(toStartOfHour(ts)) IN
    -- include :alone
SETTINGS final = 0
