
-- A half hour of an identity belongs to one of its sessions.
(session_key, if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC'))) IN (
    SELECT
        operations_key,
        arrayJoin(
    -- include database/slots-of-session
        )
    FROM mcp_sessions
    WHERE last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    -- include :filter
)
