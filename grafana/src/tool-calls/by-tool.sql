SELECT
    toString((service, target)) AS key,
    target AS tool,
    service,
    -- include tool-calls/statistics
    ,
    max(last) AS last_seen
FROM
    -- include tool-calls/counts
GROUP BY tool, service
ORDER BY calls DESC, tool, service
LIMIT 200
