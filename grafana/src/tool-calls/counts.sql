(
    SELECT *
    FROM mcp_tool_call_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms, by_client = NOT $__conditionalAll(0, $client))
    WHERE counted AND
        -- include filters/calls
)
