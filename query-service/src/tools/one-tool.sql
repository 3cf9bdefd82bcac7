-- One tool by service, and by client: one look at its calls for both.
SELECT
    grouping(client_name) = 1 AS ofService,
    service AS serviceName,
    toString(cityHash64(service)) AS serviceHash,
    target AS name,
    client_name AS clientName,
    client_version AS clientVersion,
    -- include tools/statistics
FROM
    -- include :traits
GROUP BY GROUPING SETS ((service, target), (client_name, client_version))
ORDER BY calls DESC, clientName, clientVersion
LIMIT 5000 BY ofService
