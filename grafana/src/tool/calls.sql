(
    SELECT *
    FROM mcp_tool_calls_between(from = $__fromTime_ms, to = $__toTime_ms)
    WHERE
        -- include filters/period
        AND
        -- include filters/one-tool
)
