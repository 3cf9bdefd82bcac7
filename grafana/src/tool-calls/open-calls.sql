-- Tool calls of the plan's hours, each once.
FROM mcp_operations FINAL
WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms AND toStartOfHour(ts) IN plan.2 AND method = 'tools/call' AND target != ''
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ))
