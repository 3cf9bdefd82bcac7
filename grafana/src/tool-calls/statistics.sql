count() AS calls,
countIf(outcome = 'ok') / nullIf(countIf(outcome != 'cancelled'), 0) AS success_rate,
countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
avgOrNull(duration_ns) / 1e6 AS average,
quantileTDigestOrNull(0.5)(duration_ns) / 1e6 AS p50,
quantileTDigestOrNull(0.95)(duration_ns) / 1e6 AS p95,
quantileTDigestOrNull(0.99)(duration_ns) / 1e6 AS p99
