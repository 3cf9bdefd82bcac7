(
    -- Failed operations with the kind of their error. One that both sides reported is told by its server, unless a side is asked for.
    SELECT
        *,
    -- include errors/message
        AS common_message,
        lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS kind
    FROM mcp_operations
    WHERE
    -- include database/operation-filter
        AND outcome NOT IN ('ok', 'cancelled')
        AND ({oneSide:Bool} OR side = 'server' OR exchange NOT IN (
            SELECT exchange
            FROM mcp_operations
            WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND side = 'server'
                AND outcome NOT IN ('ok', 'cancelled')
        ))
)
