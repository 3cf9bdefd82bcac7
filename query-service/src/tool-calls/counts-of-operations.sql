    (
        SELECT
            ts, service, target, client_name, outcome, duration_ns, toUInt16(round(16 * log2(greatest(1, duration_ns)))) AS latency,
            toUInt64(1) AS call_count, ts AS first, ts AS last, cityHash64(session_key) AS session_id
        FROM
    -- include :table
        WHERE
    -- include database/operation-filter
    )
