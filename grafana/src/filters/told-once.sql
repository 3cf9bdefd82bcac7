-- An error that both sides reported is told by its server.
AND (side = 'server' OR exchange NOT IN (
    SELECT exchange
    FROM mcp_errors
    WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms AND side = 'server'
))
