    (
        -- The same calls with all that is told of a tool.
        SELECT
            service, target, client_name, client_version, outcome, toUInt64(operations) AS call_count, duration_ns, first, last, latencies,
            latency_counts, if({by_client:UInt8} = 1, [client_name], clients) AS clients,
            arguments_max, arguments_sizes, arguments_counts, result_max, result_sizes, result_counts
    -- include rollup/sealed-calls
        UNION ALL
        SELECT
            service, target, client_name, client_version, outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    -- include rollup/latency-of-one
            ,
    -- include rollup/traits-of-one
    -- include rollup/open-calls
    )
