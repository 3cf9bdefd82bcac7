-- The tool at each server that has it: what its calls carry, and what its definition costs each caller to read. Sizes are told apart as
-- durations are, by sixteenths of a power of two.
SELECT
    server, calls, ok, tool_error, invalid_request, server_error, timeout, lost, cancelled, sessions, clients,
    input_p50, input_max, output_p50, output_max, tokens AS definition_tokens
FROM (
    SELECT
        toString(service) AS server,
        sum(call_count) AS calls,
        sumIf(call_count, outcome = 'ok') AS ok,
        sumIf(call_count, outcome = 'tool_error') AS tool_error,
        sumIf(call_count, outcome = 'invalid_request') AS invalid_request,
        sumIf(call_count, outcome = 'server_error') AS server_error,
        sumIf(call_count, outcome = 'timeout') AS timeout,
        sumIf(call_count, outcome = 'lost') AS lost,
        sumIf(call_count, outcome = 'cancelled') AS cancelled,
        uniqExact(client_name) AS clients,
        if(sum(arguments_known) = 0, NULL, max(arguments_max)) AS input_max,
        least(toFloat64(input_max), round(exp2(quantileExactWeightedArray(0.5)(arguments_sizes, arguments_counts) / 16) - 1)) AS input_p50,
        if(sum(result_known) = 0, NULL, max(result_max)) AS output_max,
        least(toFloat64(output_max), round(exp2(quantileExactWeightedArray(0.5)(result_sizes, result_counts) / 16) - 1)) AS output_p50
    FROM
        -- include tool/client-counts
    GROUP BY server
) AS counted
INNER JOIN (
    SELECT toString(service) AS server, arrayUniq(groupArrayArray(session_ids)) AS sessions
    FROM
        -- include tool/session-counts
    GROUP BY server
) AS active USING server
LEFT JOIN (
    SELECT toString(service) AS server, toNullable(argMax(tokens, last_listed)) AS tokens
    FROM mcp_listed_tools
    WHERE current AND tool = decodeURLComponent('${tool:percentencode}')
    GROUP BY server
) AS listed USING server
ORDER BY calls DESC, server
LIMIT 100
