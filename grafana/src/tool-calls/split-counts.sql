(
    SELECT
        *,
        -- include filters/wide-time
        AS time,
        -- include filters/split
        AS name
    FROM mcp_tool_call_counts(
        step =
            -- include filters/wide-step
        , from = $__fromTime_ms, to = $__toTime_ms,
        by_client = (decodeURLComponent('${split:percentencode}') = 'client' OR NOT $__conditionalAll(0, $client)))
    WHERE counted AND
        -- include filters/calls
)
