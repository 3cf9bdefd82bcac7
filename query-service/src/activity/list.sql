-- The timeline of one session, oldest first. Where both sides reported the same exchange, the server's view is shown unless
-- a side is asked for. Running and lost operations come from their snapshots. A moment is an operation's start; with its
-- results apart, its end is another.
SELECT *, moment.1 AS at, moment.2 AS part, dateDiff('microsecond', {created:DateTime64(6, 'UTC')}, at) / 1e3 AS offsetMs
FROM (
    SELECT
        'ended' AS state,
    -- include database/operation-columns
        , user_id
    FROM mcp_operations
    WHERE session_key = {session:String}
        AND ts >= {from:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')}
        AND ({oneSide:Bool} OR side = 'server' OR exchange NOT IN (
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
        arguments_size, NULL, user_id
    FROM mcp_running_operations
    WHERE session_key = {session:String}
)
ARRAY JOIN if({apart:Bool} AND state = 'ended' AND kind = 'request',
    [(startedAt, 'start'), (addMicroseconds(startedAt, toInt64(round(durationMs * 1000))), 'end')],
    [(startedAt, 'start')]) AS moment
WHERE 1
    -- include :filter
    -- include :after
-- include :order
LIMIT {limit:UInt32}
