-- Which calls a server saw. Both views of a call lie in one hour, or in two beside each other.
SELECT DISTINCT toString(exchange) AS exchange
FROM mcp_operations
WHERE method = 'tools/call' AND side = 'server'
    AND toUnixTimestamp(toStartOfHour(ts)) IN {near_hours:Array(UInt32)}
    AND exchange IN {exchanges:Array(UInt64)}
