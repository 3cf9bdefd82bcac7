-- Newest first; the cursor is the last row of the page before.
SELECT
    -- include database/operation-columns
FROM
    -- include :table
WHERE
    -- include database/operation-filter
    AND (ts, trace_id, span_id) < ({cursor_time:DateTime64(6, 'UTC')}, {cursor_trace:String}, {cursor_span:String})
ORDER BY ts DESC, trace_id DESC, span_id DESC
LIMIT {limit:UInt32}
