(
    SELECT
        *,
        -- include filters/split
        AS name
    FROM mcp_tool_call_counts(
        step = $__interval_s,
        from = $__fromTime_ms,
        to = $__toTime_ms,
        by_client = (decodeURLComponent('${split:percentencode}') = 'client' OR NOT $__conditionalAll(0, $client)))
    WHERE counted AND
        -- include filters/calls
)
