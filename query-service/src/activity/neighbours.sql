-- The call before and the call after one, of the same method in the same session and from the same side.
SELECT *
FROM (
    SELECT
        'previous' AS place,
    -- include activity/neighbour-columns
    FROM mcp_operations
    WHERE session_key = {session:String} AND side = {side:String} AND method = {method:String}
        AND ts >= {from:DateTime64(6, 'UTC')} AND ts <= {at:DateTime64(6, 'UTC')}
        AND (ts, trace_id, span_id) < ({at:DateTime64(6, 'UTC')}, {trace:String}, {span:String})
    ORDER BY ts DESC, trace_id DESC, span_id DESC
    LIMIT 1
    UNION ALL
    SELECT
        'next' AS place,
    -- include activity/neighbour-columns
    FROM mcp_operations
    WHERE session_key = {session:String} AND side = {side:String} AND method = {method:String}
        AND ts >= {at:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')}
        AND (ts, trace_id, span_id) > ({at:DateTime64(6, 'UTC')}, {trace:String}, {span:String})
    ORDER BY ts, trace_id, span_id
    LIMIT 1
)
