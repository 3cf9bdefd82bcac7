SELECT $__timeInterval(created) AS time, if(client_name = '', 'unknown client', client_name) AS client, count() AS sessions
FROM mcp_sessions
WHERE
    -- include filters/sessions
    AND created >= $__fromTime_ms
GROUP BY time, client
ORDER BY time
