-- What mcp_operation_sessions gives of operations with a target, with its plan as parameters.
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = 'operation' AND target != ''
        AND (seconds, start, sealed) IN {session_buckets:Array(Tuple(UInt32, DateTime('UTC'), DateTime64(3, 'UTC')))}
    -- Few rows, with long sets: the engine would think one thread enough.
    SETTINGS final = 0, merge_tree_min_rows_for_concurrent_read = 8192, merge_tree_min_bytes_for_concurrent_read = 1048576
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR (
    -- include :sessionTold
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND target != ''
    AND toUnixTimestamp(toStartOfHour(ts)) IN {session_open_hours:Array(UInt32)}
