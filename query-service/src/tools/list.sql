SELECT
    service AS serviceName,
    target AS name,
    -- include tools/statistics
FROM
    -- include :traits
GROUP BY service, target
ORDER BY calls DESC, name
LIMIT 5000
