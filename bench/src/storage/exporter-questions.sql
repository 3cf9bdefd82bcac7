-- Questions of the API, asked of the exporter's tables. The period is filled in as text.

-- /tool-calls/summary
SELECT count() AS calls, countIf(StatusCode = 'Error') AS failed, quantilesTDigest(0.5, 0.95, 0.99)(Duration)
FROM exporter_otel_traces
WHERE Timestamp >= {from} AND Timestamp < {to}
    AND SpanKind = 'Server' AND SpanAttributes['mcp.method.name'] = 'tools/call';
-- /tool-calls/timeseries
SELECT toStartOfInterval(Timestamp, INTERVAL 6 HOUR) AS time, count() AS calls, quantilesTDigest(0.5, 0.95, 0.99)(Duration)
FROM exporter_otel_traces
WHERE Timestamp >= {from} AND Timestamp < {to}
    AND SpanKind = 'Server' AND SpanAttributes['mcp.method.name'] = 'tools/call'
GROUP BY time;
-- /tools
SELECT
    ServiceName, SpanAttributes['gen_ai.tool.name'] AS tool, count() AS calls, countIf(StatusCode = 'Error') AS failed,
    quantilesTDigest(0.5, 0.95, 0.99)(Duration), uniqExact(SpanAttributes['callsight.session.key']) AS sessions
FROM exporter_otel_traces
WHERE Timestamp >= {from} AND Timestamp < {to}
    AND SpanKind = 'Server' AND SpanAttributes['mcp.method.name'] = 'tools/call'
GROUP BY ServiceName, tool;
-- /tool-calls
SELECT Timestamp, TraceId, SpanId, ServiceName, SpanAttributes['gen_ai.tool.name'] AS tool, Duration, StatusCode, StatusMessage
FROM exporter_otel_traces
WHERE Timestamp >= {from} AND Timestamp < {to}
    AND SpanKind = 'Server' AND SpanAttributes['mcp.method.name'] = 'tools/call'
ORDER BY Timestamp DESC
LIMIT 50;
-- /sessions/summary
SELECT count() AS total, avg(duration)
FROM (
    SELECT SpanAttributes['callsight.session.key'] AS session, dateDiff('millisecond', min(Timestamp), max(Timestamp)) AS duration
    FROM exporter_otel_traces
    WHERE Timestamp >= {from} AND Timestamp < {to} AND SpanAttributes['mcp.method.name'] != ''
    GROUP BY session
);
-- /sessions
SELECT
    SpanAttributes['callsight.session.key'] AS session, min(Timestamp) AS created, max(Timestamp) AS last_activity, count() AS operations,
    countIf(StatusCode = 'Error') AS errors, any(SpanAttributes['callsight.client.name']) AS client
FROM exporter_otel_traces
WHERE Timestamp >= {from} AND Timestamp < {to} AND SpanAttributes['mcp.method.name'] != ''
GROUP BY session
ORDER BY last_activity DESC
LIMIT 50
