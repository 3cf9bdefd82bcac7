SELECT
    if(client_name = '', 'unknown client', client_name) AS client,
    -- include tool-calls/statistics
FROM
    -- include tool/counts
GROUP BY client
ORDER BY calls DESC, client
LIMIT 100
