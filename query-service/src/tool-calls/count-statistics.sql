    sum(call_count) AS calls,
    sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failed,
    sumIf(call_count, outcome = 'cancelled') AS cancelled,
    sum(duration_ns) / sum(call_count) / 1e6 AS averageMs,
    -- Durations are told apart by sixteenths of a power of two: percentiles are less than 2.2 % off.
    arrayMap(
        each -> if(sum(call_count) = 0, NULL, exp2(intDiv(each, 32) / 16) / 1e6),
        quantilesExactWeightedArray(0.5, 0.95, 0.99)(latencies, latency_counts)) AS percentiles
