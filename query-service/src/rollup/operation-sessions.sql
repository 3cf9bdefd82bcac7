-- What mcp_operation_sessions gives, with its plan as parameters.
SELECT *
FROM
(
    SELECT
        service, method, target, client_name, client_version, transport, protocol_version, side, counted, outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (
            SELECT bucket.1, toDateTime(bucket.2, 'UTC'), fromUnixTimestamp64Milli(bucket.3, 'UTC')
            FROM (SELECT arrayJoin({session_buckets:Array(Tuple(UInt32, UInt32, Int64))}) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (
                SELECT toDateTime(arrayJoin([hour - 3600, hour, hour + 3600]), 'UTC') FROM (SELECT arrayJoin({session_open_hours:Array(UInt32)}) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT toDateTime(arrayJoin({session_open_hours:Array(UInt32)}), 'UTC')))
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT toDateTime(arrayJoin({session_open_hours:Array(UInt32)}), 'UTC'))
