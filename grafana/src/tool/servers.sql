-- The tool at each server that has it: how its calls went, and in how many sessions.
SELECT
    toString((service, target)) AS key,
    toString(service) AS server,
    sum(number) AS calls,
    sumIf(number, outcome = 'ok') AS ok,
    sumIf(number, outcome = 'tool_error') AS tool_error,
    sumIf(number, outcome = 'invalid_request') AS invalid_request,
    sumIf(number, outcome = 'server_error') AS server_error,
    sumIf(number, outcome = 'timeout') AS timeout,
    sumIf(number, outcome = 'lost') AS lost,
    sumIf(number, outcome = 'cancelled') AS cancelled,
    arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM (
    SELECT service, target, outcome, session_ids, arraySum(session_operations) AS number
    FROM
        -- include tool/session-counts
)
GROUP BY service, target
ORDER BY calls DESC, server
LIMIT 100
