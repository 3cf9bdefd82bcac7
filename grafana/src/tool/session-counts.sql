(
    SELECT *
    FROM mcp_operation_sessions(by_target = 1, from = $__fromTime_ms, to = $__toTime_ms)
    WHERE method = 'tools/call' AND counted AND
        -- include filters/one-tool
)
