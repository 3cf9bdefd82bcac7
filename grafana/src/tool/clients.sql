SELECT
    if(client_name = '', 'unknown client', client_name) AS client,
    -- include tool-calls/statistics
FROM
    -- include tool/client-counts
GROUP BY client
ORDER BY calls DESC, client
LIMIT 100
