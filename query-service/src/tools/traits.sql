-- What a tool's calls carry, beside their statistics.
SELECT
    service AS serviceName,
    target AS name,
    [countIf(outcome = 'ok'), countIf(outcome = 'tool_error'), countIf(outcome = 'invalid_request'), countIf(outcome = 'server_error'),
        countIf(outcome = 'cancelled'), countIf(outcome = 'timeout'), countIf(outcome = 'lost')] AS outcomes,
    uniqExact(client_name) AS clients,
    quantilesTDigest(0.5, 0.95)(arguments_size) AS argumentsQuantiles,
    max(arguments_size) AS argumentsMax,
    quantilesTDigest(0.5, 0.95)(result_size) AS resultQuantiles,
    max(result_size) AS resultMax
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY service, target
