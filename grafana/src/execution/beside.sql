-- The call before and the call after it, of the same method in the same session and from the same side.
WITH (
    SELECT (session_key, side, method, ts)
    FROM mcp_operations
    WHERE
        -- include filters/one-execution
    LIMIT 1
    SETTINGS final = 0
) AS own
SELECT place, time, name, outcome_name, trace_id, span_id
FROM (
    SELECT
        'before' AS place,
        -- include execution/beside-columns
    FROM mcp_operations
    WHERE session_key = own.1 AND side = own.2 AND method = own.3 AND ts >= own.4 - INTERVAL 1 DAY AND ts <= own.4
        AND (ts, trace_id, span_id) < (own.4, decodeURLComponent('${trace:percentencode}'), decodeURLComponent('${span:percentencode}'))
    ORDER BY ts DESC, trace_id DESC, span_id DESC
    LIMIT 1
    UNION ALL
    SELECT
        'after' AS place,
        -- include execution/beside-columns
    FROM mcp_operations
    WHERE session_key = own.1 AND side = own.2 AND method = own.3 AND ts >= own.4 AND ts <= own.4 + INTERVAL 1 DAY
        AND (ts, trace_id, span_id) > (own.4, decodeURLComponent('${trace:percentencode}'), decodeURLComponent('${span:percentencode}'))
    ORDER BY ts, trace_id, span_id
    LIMIT 1
)
ORDER BY time
