    (
        SELECT ts, service, target, client_name, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include rollup/call-counts
        UNION ALL
        SELECT ts, service, target, client_name, outcome, call_count, duration_ns, latencies, latency_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
