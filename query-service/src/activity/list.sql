-- Operations of one session, oldest first. Where both sides reported the same exchange, the server's view is shown unless
-- a side is asked for. Running and lost operations come from their snapshots.
SELECT *
FROM (
    SELECT
        'ended' AS state,
    -- include database/operation-columns
    FROM mcp_operations
    WHERE session_key = {session:String}
        AND ts >= {from:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')}
        AND ({side:String} = '' OR toString(side) = {side:String})
        AND ({side:String} != '' OR side = 'server' OR exchange NOT IN (
            SELECT exchange
            FROM mcp_operations
            WHERE session_key = {session:String} AND side = 'server'
                AND ts >= {from:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')}
        ))
    UNION ALL
    SELECT
        state,
        trace_id, span_id, ts,
        dateDiff('microsecond', ts, seen) / 1e3,
        side,
        if(startsWith(method, 'notifications/'), 'notification', 'request'),
        method, target, resource_uri, request_id, '', '', '', '', service, session_key, session_basis, client_name, transport,
        arguments_size, NULL
    FROM mcp_running
    WHERE mcp_running.kind = 'operation' AND session_key = {session:String}
        AND ({side:String} = '' OR side = {side:String})
)
WHERE ({outcome:String} = '' OR result = {outcome:String})
    AND ({tool:String} = '' OR target = {tool:String})
    AND (startedAt, spanId) > ({cursor_time:DateTime64(6, 'UTC')}, {cursor_span:String})
ORDER BY startedAt, spanId
LIMIT {limit:UInt32}
