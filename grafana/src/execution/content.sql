SELECT
    arguments AS input,
    arguments_truncated AS input_truncated,
    result AS output,
    result_truncated AS output_truncated
FROM mcp_content
WHERE
    -- include filters/one-execution
    AND ts = (
        SELECT ts
        FROM mcp_operations
        WHERE
            -- include filters/one-execution
        LIMIT 1
        SETTINGS final = 0
    )
LIMIT 1
