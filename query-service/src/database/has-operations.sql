
-- A half hour of an identity belongs to one of its sessions.
((operations_key, toDateTime(0, 'UTC')) IN (
    -- include :operations
)
OR (basis = 'identity' AND session_key IN (
    SELECT session_key
    FROM (
        SELECT
            session_key, operations_key,
            arrayJoin(arrayMap(
                second -> toDateTime(second, 'UTC'),
                range(intDiv(toUnixTimestamp(created), 1800) * 1800, toUInt32(toUnixTimestamp(last_activity)) + 1, 1800))) AS slot
        FROM mcp_sessions
        WHERE basis = 'identity'
            AND last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    )
    WHERE (operations_key, slot) IN (
    -- include :operations
    )
)))
