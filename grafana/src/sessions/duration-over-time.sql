SELECT $__timeInterval(created) AS time, avg(duration_ms) AS average_duration
FROM mcp_sessions
WHERE
    -- include filters/sessions
    AND created >= $__fromTime_ms
GROUP BY time
ORDER BY time
