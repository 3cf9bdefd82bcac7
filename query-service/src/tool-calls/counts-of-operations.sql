    (
        -- Each call in the columns of the rollup.
        SELECT
            ts, service, target, client_name, client_version, arguments_shape, outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    -- include rollup/latency-of-one
            , [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, {bounds:Array(UInt64)}))] AS bands,
    -- include rollup/traits-of-one
            , [cityHash64(session_key)] AS session_ids,
            [toUInt32(1)] AS session_operations
        FROM
    -- include :calls
        WHERE
    -- include database/operation-filter
    -- include :others
    )
