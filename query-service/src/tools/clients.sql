SELECT
    client_name AS name,
    client_version AS version,
    -- include tool-calls/call-statistics
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY name, version
ORDER BY calls DESC, name, version
LIMIT 20
