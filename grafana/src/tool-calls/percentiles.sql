-- Durations are told apart by sixteenths of a power of two: percentiles are less than 2.2 % off.
if(sum(call_count) = 0, NULL, exp2((quantilesExactWeighted(0.5, 0.95, 0.99)(latency, call_count) AS latencies)[1] / 16) / 1e6) AS p50,
if(sum(call_count) = 0, NULL, exp2(latencies[2] / 16) / 1e6) AS p95,
if(sum(call_count) = 0, NULL, exp2(latencies[3] / 16) / 1e6) AS p99
