side = 'server' OR (toUnixTimestamp(toStartOfHour(ts)) IN
    -- include :alone
    AND exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toUnixTimestamp(toStartOfHour(ts)) IN
    -- include :near
            AND exchange IN (
    -- include :clients
            )
        SETTINGS final = 0
    ))
