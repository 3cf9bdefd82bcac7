    (
        SELECT *
        FROM mcp_operation_sessions(by_target = 1, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
        WHERE method = 'tools/call' AND (counted OR {one_side:Bool})
    -- include :filter
    )
