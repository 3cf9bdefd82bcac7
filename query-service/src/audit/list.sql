-- Reveals of content.
SELECT at, actor, address, door, trace_id AS traceId, span_id AS spanId, request_id AS requestId
FROM mcp_audit
WHERE 1
    -- include :after
-- include :order
LIMIT {limit:UInt32}
