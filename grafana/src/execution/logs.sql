WITH (
    -- include execution/reach
) AS reach
SELECT Timestamp AS timestamp, Body AS body, SeverityText AS level, ServiceName AS service, SpanId AS span_id
FROM otel_logs
WHERE TraceId = decodeURLComponent('${trace:percentencode}') AND Timestamp >= reach.1 AND Timestamp <= reach.2
ORDER BY timestamp
LIMIT 500
