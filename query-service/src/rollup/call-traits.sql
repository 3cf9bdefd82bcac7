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
            [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
            [client_name] AS clients,
            ifNull(arguments_size, 0) AS arguments_max,
            if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
            if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
            ifNull(result_size, 0) AS result_max,
            if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
            if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
    -- include rollup/open-calls
    )
