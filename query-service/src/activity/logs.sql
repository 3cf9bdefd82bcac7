-- Log records of a trace, by time. A trace lies close in time to each of its operations.
SELECT
    toDateTime64(Timestamp, 6, 'UTC') AS at,
    SeverityText AS severity,
    ServiceName AS service,
    substringUTF8(Body, 1, 8192) AS body,
    SpanId AS spanId,
    LogAttributes AS attributes
FROM otel_logs
WHERE TraceId = {trace:String}
    AND Timestamp >= {from:DateTime64(6, 'UTC')} AND Timestamp <= {to:DateTime64(6, 'UTC')}
ORDER BY Timestamp
LIMIT 200
