-- The extraction: the one place where span attributes become the columns of the MCP model (docs/spans.md). Each span that speaks of
-- MCP becomes one typed row; this table keeps none, the views on it hand the rows to the tables of the model.
CREATE TABLE IF NOT EXISTS mcp_spans
(
    span_type Enum8('operation' = 0, 'session' = 1, 'snapshot' = 2, 'heartbeat' = 3),
    ts DateTime64(6, 'UTC'),
    duration_ns UInt64,
    service LowCardinality(String),
    service_version LowCardinality(String),
    service_instance LowCardinality(String),
    side Enum8('server' = 1, 'client' = 2),
    method LowCardinality(String),
    target LowCardinality(String),
    resource_uri String,
    session_key String,
    session_basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7),
    end_reason LowCardinality(String),
    request_id String,
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
    error_type LowCardinality(String),
    error_code LowCardinality(String),
    error_message String,
    protocol_version LowCardinality(String),
    transport LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    server_name LowCardinality(String),
    server_version LowCardinality(String),
    user_agent LowCardinality(String),
    user_id String,
    address String,
    arguments String,
    arguments_size Nullable(UInt64),
    arguments_shape String,
    arguments_truncated Bool,
    result String,
    result_size Nullable(UInt64),
    result_shape String,
    result_truncated Bool,
    trace_id String,
    span_id String,
    parent_span_id String,
    exchange UInt64
)
ENGINE = Null
COMMENT 'Spans of MCP as typed rows, on their way to the tables; keeps no rows itself';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_spans_from_landing TO mcp_spans AS
WITH
    SpanAttributes AS a,
    a['callsight.span.type'] AS type,
    a['mcp.session.id'] AS protocol_session,
    a['session.id'] AS baggage_session,
    a['gen_ai.conversation.id'] AS conversation
SELECT
    if(type = '', 'operation', type) AS span_type,
    Timestamp AS ts,
    Duration AS duration_ns,
    ServiceName AS service,
    ResourceAttributes['service.version'] AS service_version,
    ResourceAttributes['service.instance.id'] AS service_instance,
    if(SpanKind = 'Client', 'client', 'server') AS side,
    a['mcp.method.name'] AS method,
    if(a['gen_ai.tool.name'] != '', a['gen_ai.tool.name'], a['gen_ai.prompt.name']) AS target,
    a['mcp.resource.uri'] AS resource_uri,
    multiIf(
        a['callsight.session.key'] != '', a['callsight.session.key'],
        protocol_session != '', protocol_session,
        baggage_session != '', baggage_session,
        conversation != '', conversation,
        TraceId) AS session_key,
    multiIf(
        a['callsight.session.basis'] IN ('protocol', 'connection', 'baggage', 'header', 'identity', 'trace', 'none'), a['callsight.session.basis'],
        protocol_session != '', 'protocol',
        baggage_session != '' OR conversation != '', 'baggage',
        'trace') AS session_basis,
    a['callsight.session.end_reason'] AS end_reason,
    a['jsonrpc.request.id'] AS request_id,
    multiIf(
        error_type = 'cancelled', 'cancelled',
        error_type = 'timeout', 'timeout',
        error_code IN ('-32700', '-32600', '-32601', '-32602', '-32002'), 'invalid_request',
        error_type = 'tool_error', 'tool_error',
        error_type != '' OR StatusCode = 'Error', 'server_error',
        'ok') AS outcome,
    a['error.type'] AS error_type,
    multiIf(
        a['rpc.response.status_code'] != '', a['rpc.response.status_code'],
        a['callsight.error.code'] != '', a['callsight.error.code'],
        match(error_type, '^-[0-9]+$'), error_type,
        '') AS error_code,
    -- A span that is no error, such as a server's for an unknown method, has no status message.
    if(StatusMessage != '', StatusMessage, a['callsight.error.message']) AS error_message,
    a['mcp.protocol.version'] AS protocol_version,
    multiIf(
        a['callsight.transport'] != '', a['callsight.transport'],
        a['network.transport'] = 'pipe', 'stdio',
        a['network.transport'] IN ('tcp', 'quic'), 'http',
        '') AS transport,
    a['callsight.client.name'] AS client_name,
    a['callsight.client.version'] AS client_version,
    a['callsight.server.name'] AS server_name,
    a['callsight.server.version'] AS server_version,
    a['user_agent.original'] AS user_agent,
    a['callsight.user'] AS user_id,
    if(SpanKind = 'Client', a['server.address'], a['client.address']) AS address,
    if(a['gen_ai.tool.call.arguments'] != '', a['gen_ai.tool.call.arguments'], a['callsight.arguments']) AS arguments,
    -- Emitters that send content without its size: the size is the content's.
    coalesce(toUInt64OrNull(a['callsight.arguments.size']), if(arguments = '', NULL, length(arguments))) AS arguments_size,
    a['callsight.arguments.shape'] AS arguments_shape,
    a['callsight.arguments.truncated'] = 'true' AS arguments_truncated,
    if(a['gen_ai.tool.call.result'] != '', a['gen_ai.tool.call.result'], a['callsight.result']) AS result,
    coalesce(toUInt64OrNull(a['callsight.result.size']), if(result = '', NULL, length(result))) AS result_size,
    a['callsight.result.shape'] AS result_shape,
    a['callsight.result.truncated'] = 'true' AS result_truncated,
    if(type = 'snapshot', a['callsight.snapshot.trace_id'], TraceId) AS trace_id,
    if(type = 'snapshot', a['callsight.snapshot.span_id'], SpanId) AS span_id,
    if(type = 'snapshot', a['callsight.snapshot.parent_span_id'], ParentSpanId) AS parent_span_id,
    -- The client's span is the parent of the server's. A parent that is no MCP client span may have several children, which
    -- differ by request id or target.
    cityHash64(TraceId, if(SpanKind = 'Client' OR ParentSpanId = '', SpanId, ParentSpanId), method, request_id, target) AS exchange
FROM otel_traces_landing
WHERE (type IN ('session', 'heartbeat') OR (type IN ('', 'snapshot') AND a['mcp.method.name'] != ''))
    AND Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY;
