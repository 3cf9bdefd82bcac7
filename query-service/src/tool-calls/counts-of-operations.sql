    (
        -- Each call in the columns of the rollup.
        SELECT
            ts, service, target, client_name, client_version, arguments_shape, outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
            [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies,
            [toUInt32(1)] AS latency_counts,
            [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, {bounds:Array(UInt64)}))] AS bands,
            [client_name] AS clients,
            ifNull(arguments_size, 0) AS arguments_max,
            if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
            if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
            ifNull(result_size, 0) AS result_max,
            if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
            if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts,
            [cityHash64(session_key)] AS session_ids,
            [toUInt32(1)] AS session_operations
        FROM
    -- include :calls
        WHERE
    -- include database/operation-filter
    -- include :others
    )
