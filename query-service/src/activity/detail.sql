-- One operation with its content; a running one from its snapshot. Its time is found first: FINAL would look for its trace in every day.
SELECT *
FROM (
    SELECT
        'ended' AS state,
    -- include database/operation-columns
        ,
        protocol_version AS protocolVersion, client_version AS clientVersion, user_id AS user, address AS clientAddress,
        arguments_shape AS argumentsShape, result_shape AS resultShape
    FROM mcp_operations
    WHERE trace_id = {trace:String} AND span_id = {span:String} AND ts IN (
        SELECT ts
        FROM mcp_operations
        WHERE trace_id = {trace:String} AND span_id = {span:String}
        SETTINGS final = 0
    )
    UNION ALL
    SELECT
        state,
        trace_id, span_id, ts,
        dateDiff('microsecond', ts, seen) / 1e3,
        side,
        if(startsWith(method, 'notifications/'), 'notification', 'request'),
        method, target, resource_uri, request_id, '', '', '', '', service,
        if(session_basis = 'identity', concat(session_key, '@', toString(toUnixTimestamp(ts))), session_key), session_basis, client_name, transport,
        arguments_size, NULL, protocol_version, client_version, user_id, '', arguments_shape, ''
    FROM mcp_running_operations
    WHERE trace_id = {trace:String} AND span_id = {span:String}
)
LIMIT 1
