SELECT service AS serviceName, target AS name, uniqExactArray(session_ids) AS sessions
FROM
    -- include :sessions
GROUP BY service, target
