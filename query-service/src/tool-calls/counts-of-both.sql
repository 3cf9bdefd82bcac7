    (
        SELECT
            ts, service, target, client_name, client_version, outcome, call_count, duration_ns, first, last, latencies, latency_counts, bands, clients,
            arguments_max, arguments_sizes, arguments_counts, result_max, result_sizes, result_counts
        FROM
    -- include tool-calls/counts-of-rollup
        UNION ALL
        SELECT
            ts, service, target, client_name, client_version, outcome, call_count, duration_ns, first, last, latencies, latency_counts, bands, clients,
            arguments_max, arguments_sizes, arguments_counts, result_max, result_sizes, result_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
