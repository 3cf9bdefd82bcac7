-- The tool at each server that has it: what its calls carry, and what its definition costs each caller to read. Sizes are told apart by
-- sixteenths of a power of two, as durations are: percentiles are less than 2.2 % off.
SELECT
    calls.server AS server, calls, ok, tool_error, invalid_request, server_error, timeout, lost, cancelled, sessions, clients,
    input_p50, input_max, output_p50, output_max, listed.tokens AS definition_tokens
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
        if(sum(arguments_known) = 0, NULL, least(toFloat64(max(arguments_max)),
            round(exp2(quantileExactWeightedArray(0.5)(arguments_sizes, arguments_counts) / 16) - 1))) AS input_p50,
        if(sum(result_known) = 0, NULL, max(result_max)) AS output_max,
        if(sum(result_known) = 0, NULL, least(toFloat64(max(result_max)),
            round(exp2(quantileExactWeightedArray(0.5)(result_sizes, result_counts) / 16) - 1))) AS output_p50
    FROM (
        SELECT *
        FROM mcp_tool_call_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms, by_client = 1)
        WHERE counted AND
            -- include filters/one-tool
    )
    GROUP BY server
) AS calls
INNER JOIN (
    SELECT toString(service) AS server, uniqExactArray(session_ids) AS sessions
    FROM mcp_operation_sessions(by_target = 1, from = $__fromTime_ms, to = $__toTime_ms)
    WHERE method = 'tools/call' AND counted AND
        -- include filters/one-tool
    GROUP BY server
) AS sessions USING server
LEFT JOIN (
    SELECT toString(service) AS server, toNullable(argMax(tokens, last_listed)) AS tokens
    FROM mcp_listed_tools
    WHERE current AND tool = decodeURLComponent('${tool:percentencode}')
    GROUP BY server
) AS listed USING server
ORDER BY calls DESC, server
LIMIT 100
