-- The tool at each server that has it: how its calls went, and in how many sessions.
SELECT
    toString((service, target)) AS key,
    toString(service) AS server,
    sum(call_count) AS calls,
    sumIf(call_count, outcome = 'ok') AS ok,
    sumIf(call_count, outcome = 'tool_error') AS tool_error,
    sumIf(call_count, outcome = 'invalid_request') AS invalid_request,
    sumIf(call_count, outcome = 'server_error') AS server_error,
    sumIf(call_count, outcome = 'timeout') AS timeout,
    sumIf(call_count, outcome = 'lost') AS lost,
    sumIf(call_count, outcome = 'cancelled') AS cancelled,
    arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM
    -- include tool/session-counts
GROUP BY service, target
ORDER BY calls DESC, server
LIMIT 100
