SELECT $__timeInterval(ts) AS time, toString(outcome) AS outcome_name, count() AS errors
FROM mcp_errors
WHERE
    -- include filters/errors
    -- include filters/fingerprint
GROUP BY time, outcome_name
ORDER BY time
