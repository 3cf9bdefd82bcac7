    (
        SELECT *
        FROM mcp_tool_call_shapes(from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
        WHERE (counted OR {one_side:Bool})
    -- include :filter
    )
