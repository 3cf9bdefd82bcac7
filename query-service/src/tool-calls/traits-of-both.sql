    (
        SELECT
            service, target, client_name, client_version, outcome, call_count, duration_ns, first, last, latencies, latency_counts, clients,
            arguments_max, arguments_sizes, arguments_counts, result_max, result_sizes, result_counts
        FROM
    -- include rollup/call-traits
        UNION ALL
        SELECT
            service, target, client_name, client_version, outcome, call_count, duration_ns, first, last, latencies, latency_counts, clients,
            arguments_max, arguments_sizes, arguments_counts, result_max, result_sizes, result_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
