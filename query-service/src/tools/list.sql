SELECT
    service AS serviceName,
    target AS name,
    -- include tool-calls/call-statistics
    ,
    uniqExact(cityHash64(session_key)) AS sessions,
    min(ts) AS firstSeenAt,
    max(ts) AS lastSeenAt
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY service, target
ORDER BY calls DESC, name
LIMIT 5000
