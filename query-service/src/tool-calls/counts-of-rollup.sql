    (
        SELECT *
        FROM mcp_tool_call_counts(
            step = {step:UInt32}, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')}, by_client = {by_client:UInt8})
        WHERE (counted OR {one_side:Bool})
    -- include :filter
    )
