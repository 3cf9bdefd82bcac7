
-- A half hour of an identity belongs to one of its sessions.
arrayExists(
    slot -> (operations_key, slot) IN (
        SELECT session_key, if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot
        FROM mcp_operations
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    -- include :filter
        GROUP BY session_key, slot
    ),
    -- include database/slots-of-session
)
