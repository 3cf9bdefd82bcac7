SELECT $__timeInterval(ts) AS time, toString(outcome) AS outcome_name, count() AS errors
FROM mcp_errors
WHERE
    -- include filters/errors
GROUP BY time, outcome_name
ORDER BY time
