-- Failed calls that no server reports as failed: those whose server saw them go well count as it saw them.
SELECT toString(exchange) AS exchange, toUnixTimestamp(toStartOfHour(ts)) AS hour
FROM mcp_failed_operations
WHERE
    -- include database/operation-filter
    AND method = 'tools/call' AND side = 'client'
    AND exchange NOT IN (
    -- include tool-calls/failed-at-servers
    )
LIMIT {limit:UInt32}
