-- Durations are told apart by sixteenths of a power of two: percentiles are less than 2.2 % off.
if(sum(call_count) = 0, NULL, exp2(intDiv((quantilesExactWeightedArray(0.5, 0.95, 0.99)(latencies, latency_counts) AS quantiles)[1], 32) / 16) / 1e6) AS p50,
if(sum(call_count) = 0, NULL, exp2(intDiv(quantiles[2], 32) / 16) / 1e6) AS p95,
if(sum(call_count) = 0, NULL, exp2(intDiv(quantiles[3], 32) / 16) / 1e6) AS p99
