-- Sets of one row each are small beside those of all: taking them together first is less work than merging them one by one.
SELECT service AS serviceName, target AS name, arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM
    -- include :sessions
GROUP BY service, target
