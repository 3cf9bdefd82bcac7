    -- include tool-calls/count-statistics
    ,
    [sumIf(call_count, outcome = 'ok'), sumIf(call_count, outcome = 'tool_error'), sumIf(call_count, outcome = 'invalid_request'),
        sumIf(call_count, outcome = 'server_error'), sumIf(call_count, outcome = 'cancelled'), sumIf(call_count, outcome = 'timeout'),
        sumIf(call_count, outcome = 'lost')] AS outcomes,
    uniqExactArray(clients) AS clients,
    -- Sizes are told apart as durations are.
    arrayMap(each -> if(isNull(argumentsMax), NULL, least(toFloat64(argumentsMax), round(exp2(each / 16) - 1))),
        quantilesExactWeightedArray(0.5, 0.95)(arguments_sizes, arguments_counts)) AS argumentsQuantiles,
    maxIf(arguments_max, notEmpty(arguments_sizes)) AS argumentsLargest,
    if(countIf(notEmpty(arguments_sizes)) = 0, NULL, argumentsLargest) AS argumentsMax,
    arrayMap(each -> if(isNull(resultMax), NULL, least(toFloat64(resultMax), round(exp2(each / 16) - 1))),
        quantilesExactWeightedArray(0.5, 0.95)(result_sizes, result_counts)) AS resultQuantiles,
    maxIf(result_max, notEmpty(result_sizes)) AS resultLargest,
    if(countIf(notEmpty(result_sizes)) = 0, NULL, resultLargest) AS resultMax,
    min(first) AS firstSeenAt,
    max(last) AS lastSeenAt
