-- The ten tools that were called most; the others as one.
WITH busiest AS (
    SELECT target
    FROM mcp_tool_calls
    WHERE
        -- include filters/calls
    GROUP BY target
    ORDER BY count() DESC, target
    LIMIT 10
)
SELECT $__timeInterval(ts) AS time, if(target IN busiest, target, 'other tools') AS tool, count() AS calls
FROM mcp_tool_calls
WHERE
    -- include filters/calls
GROUP BY time, tool
ORDER BY time
