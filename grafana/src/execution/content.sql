SELECT
    arguments AS input,
    arguments_truncated AS input_truncated,
    result AS output,
    result_truncated AS output_truncated
FROM mcp_content
WHERE
    -- include filters/one-execution
LIMIT 1
