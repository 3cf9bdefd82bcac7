-- Reveals of content, newest first.
SELECT at, actor, address, door, trace_id AS traceId, span_id AS spanId, request_id AS requestId
FROM mcp_audit
WHERE (at, request_id, span_id) < ({cursor_time:DateTime64(6, 'UTC')}, {cursor_request:String}, {cursor_span:String})
ORDER BY at DESC, request_id DESC, span_id DESC
LIMIT {limit:UInt32}
