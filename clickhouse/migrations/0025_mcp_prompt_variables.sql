-- The conventions have an attribute for each argument of a prompt, gen_ai.prompt.variable.NAME, which emitters send where they were told to: content, which
-- stands with the other arguments and not in the spans.
ALTER TABLE otel_traces_from_landing MODIFY QUERY
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, ScopeVersion,
    -- Content, by its names in the conventions and in the dialects of other emitters.
    mapFilter((name, value) -> NOT (
        name IN (
            'gen_ai.tool.call.arguments', 'gen_ai.tool.call.result', 'callsight.arguments', 'callsight.result',
            'traceloop.entity.input', 'traceloop.entity.output', 'mcp.response.value', 'mcp.logging.message')
        OR startsWith(name, 'gen_ai.prompt.variable.')
        OR startsWith(name, 'mcp.request.argument.')
        OR startsWith(name, 'mcp.prompt.result.')
        OR (startsWith(name, 'mcp.tool.result.') AND endsWith(name, 'content'))
    ), SpanAttributes) AS SpanAttributes,
    Duration, StatusCode, StatusMessage,
    Events.Timestamp, Events.Name, Events.Attributes, Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes
FROM otel_traces_landing
WHERE SpanAttributes['callsight.span.type'] NOT IN ('snapshot', 'heartbeat')
    AND Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY;

ALTER TABLE mcp_conventional_spans_from_conventions MODIFY QUERY
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, SpanKind, ServiceName, ResourceAttributes,
    if(
        SpanAttributes['mcp.method.name'] = 'prompts/get' AND SpanAttributes['callsight.arguments'] = ''
            AND mapExists((name, value) -> startsWith(name, 'gen_ai.prompt.variable.'), SpanAttributes),
        mapUpdate(SpanAttributes, map(toLowCardinality('callsight.arguments'), toJSONString(mapApply(
            (name, value) -> (substring(name, length('gen_ai.prompt.variable.') + 1), value),
            mapFilter((name, value) -> startsWith(name, 'gen_ai.prompt.variable.'), SpanAttributes))))),
        SpanAttributes) AS SpanAttributes,
    Duration, StatusCode, StatusMessage
FROM mcp_emitted_spans
WHERE dialect = ''
    AND (SpanAttributes['callsight.span.type'] IN ('session', 'heartbeat')
        OR (SpanAttributes['callsight.span.type'] IN ('', 'snapshot') AND SpanAttributes['mcp.method.name'] != ''));
