sum(call_count) AS calls,
sumIf(call_count, outcome = 'ok') / nullIf(sumIf(call_count, outcome != 'cancelled'), 0) AS success_rate,
sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failed,
sum(duration_ns) / nullIf(calls, 0) / 1e6 AS average,
-- include tool-calls/percentiles
