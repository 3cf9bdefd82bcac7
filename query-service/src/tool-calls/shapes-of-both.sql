    (
        SELECT arguments_shape, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include rollup/call-shapes
        UNION ALL
        SELECT arguments_shape, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
