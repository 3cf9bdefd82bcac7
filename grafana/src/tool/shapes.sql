(
    SELECT *
    FROM mcp_tool_call_shapes(from = $__fromTime_ms, to = $__toTime_ms)
    WHERE counted AND arguments_shape != '' AND
        -- include filters/one-tool
)
