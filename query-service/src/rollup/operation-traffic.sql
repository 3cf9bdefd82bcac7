    (
        -- Operations, and the sessions that they are of, in rows of their own where the rollup has them, with its plan as parameters.
        SELECT
            service, client_name, client_version, transport, protocol_version, method, outcome, toUInt64(operations) AS operation_count, last,
            CAST([], 'Array(UInt64)') AS session_ids
        FROM mcp_rollup
        WHERE kind = 'operation' AND (seconds, start, sealed) IN {buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    -- include :kinds
        SETTINGS final = 0
        UNION ALL
        SELECT
            service, client_name, client_version, transport, protocol_version, method, outcome, toUInt64(0) AS operation_count, last, session_ids
        FROM mcp_rollup
        WHERE kind IN {session_kinds:Array(String)} AND (kind = 'session' OR target != '')
            AND (seconds, start, sealed) IN {buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    -- include :kinds
        -- Few rows, with long sets: the engine would think one thread enough.
        SETTINGS final = 0, merge_tree_min_rows_for_concurrent_read = 8192, merge_tree_min_bytes_for_concurrent_read = 1048576
        UNION ALL
        SELECT
            service, client_name, client_version, transport, protocol_version, method, outcome, toUInt64(1) AS operation_count, ts AS last,
            [cityHash64(session_key)] AS session_ids
        FROM mcp_operations FINAL
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {open_hours:Array(UInt32)}
    -- include :kinds
    -- include :beside
    )
