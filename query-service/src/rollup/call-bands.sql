    (
        -- The same calls by the bands of the heat map.
        SELECT
            toDateTime64(start, 6, 'UTC') AS ts, outcome, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands, latency_counts
    -- include rollup/sealed-calls
        UNION ALL
        SELECT
            ts, outcome, [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, {bounds:Array(UInt64)}))] AS bands,
            [toUInt32(1)] AS latency_counts
    -- include rollup/open-calls
    )
