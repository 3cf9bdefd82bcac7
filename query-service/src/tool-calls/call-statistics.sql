    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
    countIf(outcome = 'cancelled') AS cancelled,
    avg(duration_ns) / 1e6 AS averageMs,
    arrayMap(each -> each / 1e6, quantilesTDigest(0.5, 0.95, 0.99)(duration_ns)) AS percentiles
