SELECT Timestamp AS timestamp, Body AS body, SeverityText AS level, ServiceName AS service, SpanId AS span_id
FROM otel_logs
WHERE TraceId = decodeURLComponent('${trace:percentencode}')
ORDER BY timestamp
LIMIT 500
