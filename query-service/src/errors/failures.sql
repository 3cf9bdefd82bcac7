(
    -- An error that both sides reported is told by its server, unless a side is asked for.
    SELECT *
    FROM mcp_errors
    WHERE
    -- include database/operation-filter
        AND ({oneSide:Bool} OR side = 'server' OR exchange NOT IN (
            SELECT exchange
            FROM mcp_failed_operations
            WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND side = 'server' AND outcome NOT IN ('ok', 'cancelled')
    -- include :alike
            -- To be there twice makes no difference here.
            SETTINGS final = 0
        ))
)
