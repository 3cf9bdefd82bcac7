-- Which of some operations have ended. Both ids, because a trace may hold many.
SELECT trace_id AS traceId, span_id AS spanId
FROM mcp_operations
WHERE ts >= {from:DateTime64(6, 'UTC')} AND trace_id IN {traces:Array(String)} AND span_id IN {spans:Array(String)}
