-- Sessions, by service, whose last sign of life lies in the period and that are lost since.
SELECT service, countIf(status = 'lost') AS lost
FROM mcp_sessions
WHERE last_sign_of_life >= $__fromTime_ms AND last_sign_of_life < $__toTime_ms
GROUP BY service
