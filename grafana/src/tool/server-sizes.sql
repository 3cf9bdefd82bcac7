-- The same servers: what the tool's calls carry, and what its definition costs each caller to read. Sizes are told apart as durations are, by
-- sixteenths of a power of two.
SELECT key, clients, input_p50, input_max, output_p50, output_max, tokens AS definition_tokens
FROM (
    SELECT
        toString((service, target)) AS key,
        toString(service) AS server,
        sum(call_count) AS calls,
        uniqExact(client_name) AS clients,
        if(sum(arguments_known) = 0, NULL, max(arguments_max)) AS input_max,
        least(toFloat64(input_max), round(exp2(quantileExactWeightedArray(0.5)(arguments_sizes, arguments_counts) / 16) - 1)) AS input_p50,
        if(sum(result_known) = 0, NULL, max(result_max)) AS output_max,
        least(toFloat64(output_max), round(exp2(quantileExactWeightedArray(0.5)(result_sizes, result_counts) / 16) - 1)) AS output_p50
    FROM
        -- include tool/client-counts
    GROUP BY service, target
) AS carried
LEFT JOIN (
    SELECT toString(service) AS server, toNullable(argMax(tokens, last_listed)) AS tokens
    FROM mcp_listed_tools
    WHERE current AND tool = decodeURLComponent('${tool:percentencode}')
    GROUP BY server
) AS listed USING server
ORDER BY calls DESC, server
LIMIT 100
