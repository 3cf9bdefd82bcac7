SELECT $__timeInterval(ts) AS time, toString(outcome) AS outcome_name, count() AS calls
FROM mcp_tool_calls
WHERE
    -- include filters/one-tool
GROUP BY time, outcome_name
ORDER BY time
