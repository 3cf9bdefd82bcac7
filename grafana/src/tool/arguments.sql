-- Which keys and types callers give, and how that works out.
SELECT
    toString(arguments_shape) AS shape,
    sum(call_count) AS calls,
    sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failed,
    sumIf(call_count, outcome = 'ok') / nullIf(sumIf(call_count, outcome != 'cancelled'), 0) AS success_rate,
    exp2(intDiv(quantileExactWeightedArray(0.95)(latencies, latency_counts), 32) / 16) / 1e6 AS p95
FROM
    -- include tool/shapes
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 20
