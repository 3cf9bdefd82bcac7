SELECT $__timeInterval(ts) AS time, toString(outcome) AS outcome_name, count() AS errors
FROM mcp_operations
WHERE
    -- include filters/calls
    AND outcome NOT IN ('ok', 'cancelled')
GROUP BY time, outcome_name
ORDER BY time
