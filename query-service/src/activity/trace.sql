-- Every span of a trace, in order of start. A trace lies close in time to each of its operations.
SELECT
    SpanId AS spanId,
    ParentSpanId AS parentSpanId,
    SpanName AS name,
    SpanKind AS kind,
    ServiceName AS service,
    toDateTime64(Timestamp, 6, 'UTC') AS startedAt,
    Duration / 1e6 AS durationMs,
    StatusCode = 'Error' AS error,
    StatusMessage AS message
FROM otel_traces
WHERE TraceId = {trace:String}
    AND Timestamp >= {from:DateTime64(6, 'UTC')} AND Timestamp <= {to:DateTime64(6, 'UTC')}
ORDER BY startedAt, spanId
LIMIT 1000
