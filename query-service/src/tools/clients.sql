SELECT
    client_name AS name,
    client_version AS version,
    -- include tool-calls/count-statistics
FROM
    -- include :counts
GROUP BY name, version
ORDER BY calls DESC, name, version
LIMIT 20
