-- Tool calls of these hours, each once: the server's view of a call begins in the same hour as the client's, or in one beside it.
method = 'tools/call' AND toStartOfHour(ts) IN (SELECT arrayJoin(read_hours))
AND (side = 'server' OR exchange NOT IN (
    SELECT exchange
    FROM (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(read_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(read_hours)))
        SETTINGS final = 0
    )
))
