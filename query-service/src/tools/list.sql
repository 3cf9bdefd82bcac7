SELECT *
FROM
(
    SELECT
        service AS serviceName,
        target AS name,
    -- include tool-calls/count-statistics
        ,
        min(first) AS firstSeenAt,
        max(last) AS lastSeenAt
    FROM
    -- include :counts
    GROUP BY service, target
    ORDER BY calls DESC, name
    LIMIT 5000
) AS counts
INNER JOIN
(
    SELECT service AS serviceName, target AS name, uniqExact(session_id) AS sessions
    FROM
    -- include :sessions
    GROUP BY service, target
) AS sessions USING (serviceName, name)
ORDER BY calls DESC, name
