SELECT $__timeInterval(created) AS time, if(client_name = '', 'unknown client', client_name) AS client, count() AS sessions
FROM mcp_sessions
WHERE $__timeFilter(created) AND $__conditionalAll(service IN (${service:singlequote}), $service)
GROUP BY time, client
ORDER BY time
