SELECT
    uniqExact(session_key) AS sessions,
    avgOrNull(arguments_size) AS input_size,
    avgOrNull(result_size) AS output_size,
    maxOrNull(result_size) AS largest_output_size
FROM mcp_tool_calls_between(from = $__fromTime_ms, to = $__toTime_ms)
WHERE
    -- include filters/period
    AND
    -- include filters/one-tool
