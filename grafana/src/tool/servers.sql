-- The tool at each server that has it: what its calls carry, and what its definition costs each caller to read.
SELECT calls.*, listed.tokens AS definition_tokens
FROM (
    SELECT
        toString(service) AS server,
        count() AS calls,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome = 'tool_error') AS tool_error,
        countIf(outcome = 'invalid_request') AS invalid_request,
        countIf(outcome = 'server_error') AS server_error,
        countIf(outcome = 'timeout') AS timeout,
        countIf(outcome = 'lost') AS lost,
        countIf(outcome = 'cancelled') AS cancelled,
        uniqExact(session_key) AS sessions,
        uniqExact(client_name) AS clients,
        if(count(arguments_size) = 0, NULL, quantileTDigest(0.5)(arguments_size)) AS input_p50,
        max(arguments_size) AS input_max,
        if(count(result_size) = 0, NULL, quantileTDigest(0.5)(result_size)) AS output_p50,
        max(result_size) AS output_max
    FROM
        -- include tool/calls
    GROUP BY server
) AS calls
LEFT JOIN (
    SELECT toString(service) AS server, toNullable(argMax(tokens, last_listed)) AS tokens
    FROM mcp_listed_tools
    WHERE current AND tool = decodeURLComponent('${tool:percentencode}')
    GROUP BY server
) AS listed USING server
ORDER BY calls DESC, server
LIMIT 100
