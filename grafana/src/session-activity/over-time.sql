-- include session-activity/shown
SELECT $__timeInterval(ts) AS time, toString(outcome) AS outcome_name, count() AS operations
FROM mcp_operations
WHERE
    -- include filters/period
    AND
    -- include filters/operations-of-session
GROUP BY time, outcome_name
ORDER BY time
