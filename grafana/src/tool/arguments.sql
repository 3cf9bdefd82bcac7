-- Which keys and types callers give, and how that works out.
SELECT
    arguments_shape AS shape,
    count() AS calls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
    countIf(outcome = 'ok') / nullIf(countIf(outcome != 'cancelled'), 0) AS success_rate,
    quantileTDigest(0.95)(duration_ns) / 1e6 AS p95
FROM
    -- include tool/calls
WHERE arguments_shape != ''
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 20
