(
    SELECT *
    FROM mcp_tool_call_counts(
        step = 86400,
        from = fromUnixTimestamp64Milli(2 * toUnixTimestamp64Milli($__fromTime_ms) - toUnixTimestamp64Milli($__toTime_ms)),
        to = $__fromTime_ms,
        by_client = NOT $__conditionalAll(0, $client))
    WHERE counted
        -- include filters/service
        -- include filters/tool
        -- include filters/client
        -- include filters/outcome
)
