    (
        SELECT arguments_shape, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include tool-calls/shapes-of-rollup
        UNION ALL
        SELECT arguments_shape, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
