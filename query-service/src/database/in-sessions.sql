
-- A half hour of an identity belongs to one of its sessions.
(session_key, if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC'))) IN (
    SELECT
        operations_key,
        arrayJoin(if(
            basis = 'identity',
            arrayMap(
                second -> toDateTime(second, 'UTC'),
                range(intDiv(toUnixTimestamp(created), 1800) * 1800, toUInt32(toUnixTimestamp(last_activity)) + 1, 1800)),
            [toDateTime(0, 'UTC')]))
    FROM mcp_sessions
    WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    -- include :filter
)
