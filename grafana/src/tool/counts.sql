(
    SELECT *
    FROM mcp_tool_call_counts(
        step =
            -- include filters/step
        , from = $__fromTime_ms, to = $__toTime_ms, by_client = NOT $__conditionalAll(0, $client))
    WHERE counted AND
        -- include filters/one-tool
)
