CREATE DATABASE IF NOT EXISTS callsight_shard ON CLUSTER `callsight`;

CREATE DATABASE IF NOT EXISTS callsight ON CLUSTER `callsight`;

CREATE TABLE IF NOT EXISTS schema_migrations ON CLUSTER `callsight`
      (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
      ENGINE = ReplicatedMergeTree('/clickhouse/tables/callsight/schema_migrations', '{shard}-{replica}') ORDER BY version COMMENT 'Migrations that were applied';

-- 0001_otel_traces

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_traces_landing ON CLUSTER `callsight`
(
    Timestamp DateTime64(9),
    TraceId String,
    SpanId String,
    ParentSpanId String,
    TraceState String,
    SpanName LowCardinality(String),
    SpanKind LowCardinality(String),
    ServiceName LowCardinality(String),
    ResourceAttributes Map(LowCardinality(String), String),
    ScopeName String,
    ScopeVersion String,
    SpanAttributes Map(LowCardinality(String), String),
    Duration UInt64,
    StatusCode LowCardinality(String),
    StatusMessage String,
    Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)),
    Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String))
)
ENGINE = Null
COMMENT 'Where every writer inserts spans; keeps no rows itself';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_traces_landing ON CLUSTER `callsight` AS callsight_shard.otel_traces_landing
ENGINE = Distributed(`callsight`, callsight_shard, otel_traces_landing, cityHash64(TraceId))
COMMENT 'Where every writer inserts spans; keeps no rows itself';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_traces ON CLUSTER `callsight`
(
    Timestamp DateTime64(9) COMMENT 'Start' CODEC(Delta(8), ZSTD(1)),
    TraceId String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    SpanId String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    ParentSpanId String COMMENT 'Lowercase hex; empty at the root' CODEC(ZSTD(1)),
    TraceState String CODEC(ZSTD(1)),
    SpanName LowCardinality(String) CODEC(ZSTD(1)),
    SpanKind LowCardinality(String) CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    SpanAttributes Map(LowCardinality(String), String) COMMENT 'Without arguments and results' CODEC(ZSTD(1)),
    Duration UInt64 COMMENT 'Nanoseconds' CODEC(ZSTD(1)),
    StatusCode LowCardinality(String) COMMENT 'Unset, Ok or Error' CODEC(ZSTD(1)),
    StatusMessage String CODEC(ZSTD(1)),
    Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)) CODEC(ZSTD(1)),
    Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String)) CODEC(ZSTD(1)),
    INDEX by_trace TraceId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toDate(Timestamp)
PRIMARY KEY (ServiceName, SpanName, toDateTime(Timestamp))
ORDER BY (ServiceName, SpanName, toDateTime(Timestamp), TraceId, SpanId)
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'Every span, without content';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_traces ON CLUSTER `callsight` AS callsight_shard.otel_traces
ENGINE = Distributed(`callsight`, callsight_shard, otel_traces, cityHash64(TraceId))
COMMENT 'Every span, without content';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_from_landing ON CLUSTER `callsight` TO otel_traces AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, ScopeVersion,
    -- Content, by its names in the conventions and in the dialects of other emitters.
    mapFilter((name, value) -> NOT (
        name IN (
            'gen_ai.tool.call.arguments', 'gen_ai.tool.call.result', 'callsight.arguments', 'callsight.result',
            'traceloop.entity.input', 'traceloop.entity.output', 'mcp.response.value', 'mcp.logging.message')
        OR startsWith(name, 'mcp.request.argument.')
        OR startsWith(name, 'mcp.prompt.result.')
        OR (startsWith(name, 'mcp.tool.result.') AND endsWith(name, 'content'))
    ), SpanAttributes) AS SpanAttributes,
    Duration, StatusCode, StatusMessage,
    Events.Timestamp, Events.Name, Events.Attributes, Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes
FROM otel_traces_landing
WHERE SpanAttributes['callsight.span.type'] NOT IN ('snapshot', 'heartbeat')
    AND Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY;

-- 0002_mcp_spans

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_spans ON CLUSTER `callsight`
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

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_spans ON CLUSTER `callsight` AS callsight_shard.mcp_spans
ENGINE = Distributed(`callsight`, callsight_shard, mcp_spans, cityHash64(trace_id))
COMMENT 'Spans of MCP as typed rows, on their way to the tables; keeps no rows itself';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_spans_from_landing ON CLUSTER `callsight` TO mcp_spans AS
WITH
    SpanAttributes AS a,
    a['callsight.span.type'] AS type,
    -- Revision 2026-07-28 has no sessions: an id there is the emitter's own, a new one for each request (FastMCP).
    if(a['mcp.protocol.version'] >= '2026-07-28', '', a['mcp.session.id']) AS protocol_session,
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
    -- differ by target. Not by request id: most emitters send none, and the two sides need not be of one emitter.
    cityHash64(TraceId, if(SpanKind = 'Client' OR ParentSpanId = '', SpanId, ParentSpanId), method, target) AS exchange
FROM
(
    -- Every emitter's spans in the names of the conventions; what follows them stays as it is.
    SELECT
        Timestamp, TraceId, SpanId, ParentSpanId,
        multiIf(
            dialect = 'sentry' AND a['sentry.op'] = 'mcp.notification.server_to_client', 'Client',
            -- Traceloop for Python has no kinds. Only the tools of a FastMCP server have the server's name.
            dialect = 'traceloop' AND kind = 'Internal' AND NOT endsWith(a['traceloop.workflow.name'], '.mcp'), 'Client',
            kind) AS SpanKind,
        ServiceName, ResourceAttributes,
        if(dialect = '', a, mapUpdate(
            -- Sentry, older revisions, FastMCP and autotel: the same under another name.
            mapApply((name, value) -> (transform(
                name,
                ['mcp.tool.name', 'mcp.prompt.name', 'mcp.request.id',
                 'rpc.jsonrpc.request_id', 'rpc.jsonrpc.error_code', 'rpc.jsonrpc.error_message',
                 'mcp.client.name', 'mcp.client.version', 'mcp.server.name', 'mcp.server.version', 'fastmcp.server.name',
                 'mcp.tool.arguments.size', 'mcp.arguments.size', 'mcp.tool.result.size', 'mcp.result.size'],
                ['gen_ai.tool.name', 'gen_ai.prompt.name', 'jsonrpc.request.id',
                 'jsonrpc.request.id', 'rpc.response.status_code', 'callsight.error.message',
                 'callsight.client.name', 'callsight.client.version', 'callsight.server.name', 'callsight.server.version', 'callsight.server.name',
                 'callsight.arguments.size', 'callsight.arguments.size', 'callsight.result.size', 'callsight.result.size'],
                name), value), a),
            -- What else an emitter tells, in what it has of its own; an empty value changes nothing.
            mapFilter((name, value) -> value != '', map(
                'mcp.method.name', method,
                'gen_ai.tool.name', multiIf(
                    method != 'tools/call', '',
                    dialect = 'traceloop', a['traceloop.entity.name'],
                    a['component'] = 'modelcontextprotocol_server_tool', SpanName,
                    -- dd-trace names the tool in the span of its handler; without a handler only the SDK's text has the name.
                    dialect = 'dd-trace', extract(message, '^MCP error -32602: .*?(?:Tool|for tool) ([^ :]+)'),
                    ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send tools/call (.*)$'),
                    ''),
                'gen_ai.prompt.name', multiIf(
                    method != 'prompts/get', '',
                    dialect = 'traceloop', JSONExtractString(entity_parameters, 'name'),
                    ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send prompts/get (.*)$'),
                    ''),
                'error.type', multiIf(
                    -- What was open when the connection closed.
                    dialect = 'sentry' AND status_message = 'cancelled', 'cancelled',
                    -- The TypeScript SDK's client
                    startsWith(message, 'MCP error -32001: Request timed out'), 'timeout',
                    -- Where a tool's handler throws, the SDK answers isError: these emitters have the exception's class, or nothing.
                    method = 'tools/call' AND dialect IN ('sentry', 'traceloop', 'dd-trace', 'autotel')
                        AND (StatusCode = 'Error' OR a['mcp.tool.result.is_error'] = 'true')
                        AND a['error.type'] NOT IN ('cancelled', 'timeout'), 'tool_error',
                    ''),
                -- An unknown tool and bad arguments are -32602 in the conventions. SDKs answer them with isError and a text of theirs.
                'rpc.response.status_code', multiIf(
                    dialect = 'fastmcp' AND a['error.type'] IN ('NotFoundError', 'DisabledError', 'ValidationError'), '-32602',
                    match(message, '^(Unknown tool: |Input validation error: )'), '-32602',
                    match(message, '^Error executing tool [^:]+: [0-9]+ validation errors? for [A-Za-z0-9_]+Arguments'), '-32602',
                    extract(message, '^MCP error (-[0-9]+)')),
                'callsight.error.message', message,
                'callsight.transport', transform(
                    a['mcp.transport'],
                    ['StreamableHTTPServerTransport', 'SSEServerTransport', 'StdioServerTransport', 'InMemoryTransport'],
                    ['http', 'sse', 'stdio', 'in_memory'],
                    ''),
                'mcp.resource.uri', JSONExtractString(entity_parameters, 'uri'),
                'callsight.client.name', JSONExtractString(entity_parameters, 'clientInfo', 'name'),
                'callsight.client.version', JSONExtractString(entity_parameters, 'clientInfo', 'version'),
                'callsight.server.name', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'name'),
                'callsight.server.version', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'version'),
                'mcp.protocol.version', JSONExtractString(a['traceloop.entity.output'], 'protocolVersion'),
                'callsight.arguments', multiIf(
                    dialect = 'traceloop' AND entity_parameters != 'null', entity_parameters,
                    notEmpty(argument_attributes), concat('{', arrayStringConcat(arrayMap(
                        (name, value) -> concat(toJSONString(substring(name, 22)), ':', value),
                        mapKeys(argument_attributes), mapValues(argument_attributes)), ','), '}'),
                    ''),
                'callsight.result', multiIf(
                    dialect = 'traceloop', a['traceloop.entity.output'],
                    -- Of several parts Sentry sends each apart; one text is what nearly every tool answers.
                    a['mcp.tool.result.content'] != '', concat(
                        '{"content":[{"type":"text","text":', toJSONString(a['mcp.tool.result.content']), '}]',
                        if(a['mcp.tool.result.is_error'] = 'true', ',"isError":true}', '}')),
                    '')
            )))) AS SpanAttributes,
        Duration, StatusCode, if(dialect = '', status_message, message) AS StatusMessage
    FROM
    (
        SELECT
            *,
            -- Traceloop's content: the parameters of tools/call as {tool_name, arguments}, of other methods bare (Node.js) or in the whole
            -- request (Python).
            a['traceloop.entity.input'] AS entity_input,
            multiIf(
                a['traceloop.span.kind'] = 'tool', JSONExtractRaw(entity_input, 'arguments'),
                JSONHas(entity_input, 'method'), JSONExtractRaw(entity_input, 'params'),
                entity_input) AS entity_parameters,
            -- Sentry has one attribute for each argument, JSON in itself.
            mapFilter((name, value) -> startsWith(name, 'mcp.request.argument.'), a) AS argument_attributes,
            multiIf(
                dialect = 'traceloop', multiIf(
                    a['traceloop.span.kind'] = 'tool', 'tools/call',
                    endsWith(SpanName, '.mcp'), substring(SpanName, 1, length(SpanName) - 4),
                    ''),
                dialect = 'dd-trace', multiIf(
                    a['component'] = 'modelcontextprotocol_server' AND SpanName = 'server_tool_call', 'tools/call',
                    a['component'] = 'modelcontextprotocol_server', SpanName,
                    transform(
                        a['component'],
                        ['modelcontextprotocol_server_tool', 'modelcontextprotocol_list_tools',
                         'modelcontextprotocol_list_resources', 'modelcontextprotocol_read_resource',
                         'modelcontextprotocol_list_prompts', 'modelcontextprotocol_get_prompt'],
                        ['tools/call', 'tools/list', 'resources/list', 'resources/read', 'prompts/list', 'prompts/get'],
                        '')),
                a['mcp.method.name']) AS method,
            -- What the caller was told went wrong.
            multiIf(
                -- Sentry's status message is a word of its own, such as internal_error.
                dialect = 'sentry' AND a['mcp.tool.result.is_error'] = 'true', a['mcp.tool.result.content'],
                dialect = 'sentry' AND status_message IN ('internal_error', 'error'), '',
                dialect = 'dd-trace', replaceRegexpOne(status_message, '^[A-Za-z]*Error: ', ''),
                -- autotel's client has no status message.
                dialect = 'autotel' AND status_message = '' AND a['error.type'] = 'tool_error',
                    JSONExtractString(a['gen_ai.tool.call.result'], 'content', 1, 'text'),
                status_message) AS message
        FROM
        (
            SELECT
                *, SpanAttributes AS a, SpanKind AS kind, StatusMessage AS status_message,
                -- An emitter is known by its scope where that is its own, else by attributes that nobody else sends.
                multiIf(
                    a['callsight.span.type'] != '', '',
                    ScopeName IN ('fastmcp', 'mcp-python-sdk'), 'fastmcp',
                    ScopeName IN ('@traceloop/instrumentation-mcp', 'opentelemetry.instrumentation.mcp.instrumentation'), 'traceloop',
                    ScopeName = 'dd-trace-js', 'dd-trace',
                    startsWith(a['sentry.op'], 'mcp.'), 'sentry',
                    mapContains(a, 'operation.success'), 'autotel',
                    hasAny(mapKeys(a), [
                        'mcp.tool.name', 'mcp.prompt.name', 'mcp.request.id', 'rpc.jsonrpc.request_id', 'rpc.jsonrpc.error_code']), 'older',
                    '') AS dialect
            FROM otel_traces_landing
            WHERE Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY
        )
    )
    WHERE dialect = '' OR (
        method != ''
        -- FastMCP's client makes a span around the SDK's, which is the one that the server's is a child of; a mounted server makes
        -- one inside of the request's.
        AND NOT (ScopeName = 'fastmcp' AND kind != 'Server')
        -- dd-trace's server makes two: the handler's knows the tool's name. The other one counts where no handler ran.
        AND NOT (dialect = 'dd-trace' AND SpanName = 'server_tool_call'
            AND NOT match(message, '^MCP error -32602: (Tool .* (not found|disabled)|Input validation error)')))
)
WHERE type IN ('session', 'heartbeat') OR (type IN ('', 'snapshot') AND method != '');

-- 0003_mcp_operations

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_operations ON CLUSTER `callsight`
(
    ts DateTime64(6, 'UTC') COMMENT 'Start' CODEC(Delta(8), ZSTD(1)),
    duration_ns UInt64 COMMENT 'Nanoseconds from start to response or acknowledgement' CODEC(T64, ZSTD(1)),
    service LowCardinality(String) COMMENT 'service.name of the process that reported it',
    service_version LowCardinality(String),
    service_instance LowCardinality(String) COMMENT 'service.instance.id',
    side Enum8('server' = 1, 'client' = 2) COMMENT 'server: handled here; client: sent from here',
    method LowCardinality(String) COMMENT 'tools/call, initialize, notifications/cancelled, …',
    target LowCardinality(String) COMMENT 'Tool or prompt; empty where there is none',
    resource_uri String CODEC(ZSTD(1)),
    session_key String CODEC(ZSTD(1)),
    session_basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7)
        COMMENT 'What the session key rests on, strongest first',
    request_id String COMMENT 'JSON-RPC id; empty for notifications' CODEC(ZSTD(1)),
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
    error_type LowCardinality(String),
    error_code LowCardinality(String) COMMENT 'JSON-RPC error code',
    error_message String CODEC(ZSTD(1)),
    protocol_version LowCardinality(String),
    transport LowCardinality(String) COMMENT 'stdio, http, sse, websocket or in_memory',
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    server_name LowCardinality(String),
    server_version LowCardinality(String),
    user_agent LowCardinality(String),
    user_id String COMMENT 'Salted hash of the authenticated subject' CODEC(ZSTD(1)),
    address String COMMENT 'Peer' CODEC(ZSTD(1)),
    arguments_size Nullable(UInt64) COMMENT 'Bytes of JSON' CODEC(ZSTD(1)),
    arguments_shape String COMMENT 'Keys and types, as JSON' CODEC(ZSTD(1)),
    result_size Nullable(UInt64) COMMENT 'Bytes of JSON' CODEC(ZSTD(1)),
    result_shape String COMMENT 'Keys and types, as JSON' CODEC(ZSTD(1)),
    trace_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    span_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    parent_span_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    exchange UInt64 COMMENT 'The same for the client’s and the server’s view of one request' CODEC(ZSTD(1)),
    ingested_at DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(Delta(8), ZSTD(1)),
    INDEX by_session session_key TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_ingestion ingested_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
-- A day that has gone quiet becomes one part: FINAL costs nothing there.
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'One MCP request or notification, seen from one side';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_operations ON CLUSTER `callsight` AS callsight_shard.mcp_operations
ENGINE = Distributed(`callsight`, callsight_shard, mcp_operations, cityHash64(trace_id))
COMMENT 'One MCP request or notification, seen from one side';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_operations_from_spans ON CLUSTER `callsight` TO mcp_operations AS
SELECT * EXCEPT (span_type, end_reason, arguments, arguments_truncated, result, result_truncated)
FROM mcp_spans
WHERE span_type = 'operation';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_content ON CLUSTER `callsight`
(
    ts DateTime64(6, 'UTC') COMMENT 'Start of the operation' CODEC(Delta(8), ZSTD(1)),
    trace_id String CODEC(ZSTD(1)),
    span_id String CODEC(ZSTD(1)),
    arguments String COMMENT 'JSON text, redacted at the source' CODEC(ZSTD(1)),
    arguments_truncated Bool,
    result String COMMENT 'JSON text, redacted at the source' CODEC(ZSTD(1)),
    result_truncated Bool
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Arguments and results of operations, where capture was on';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_content ON CLUSTER `callsight` AS callsight_shard.mcp_content
ENGINE = Distributed(`callsight`, callsight_shard, mcp_content, cityHash64(trace_id))
COMMENT 'Arguments and results of operations, where capture was on';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_content_from_spans ON CLUSTER `callsight` TO mcp_content AS
SELECT ts, trace_id, span_id, arguments, arguments_truncated, result, result_truncated
FROM mcp_spans
WHERE span_type = 'operation' AND (arguments != '' OR result != '');

-- 0004_mcp_sessions

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_session_states ON CLUSTER `callsight`
(
    session_key String CODEC(ZSTD(1)),
    session_basis SimpleAggregateFunction(min, Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7)),
    created SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
    last_activity SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    last_heartbeat SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    ended SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    end_reason SimpleAggregateFunction(max, String),
    server_service SimpleAggregateFunction(max, String),
    client_service SimpleAggregateFunction(max, String),
    service_version SimpleAggregateFunction(max, String),
    protocol_version SimpleAggregateFunction(max, String),
    transport SimpleAggregateFunction(max, String),
    client_name SimpleAggregateFunction(max, String),
    client_version SimpleAggregateFunction(max, String),
    user_id SimpleAggregateFunction(max, String),
    operations AggregateFunction(uniqExact, UInt64),
    tool_calls AggregateFunction(uniqExact, UInt64),
    errors AggregateFunction(uniqExact, UInt64),
    INDEX by_created created TYPE minmax GRANULARITY 1,
    INDEX by_last_activity last_activity TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedAggregatingMergeTree
ORDER BY session_key
-- A page of sessions is read by key: small granules keep the others unread.
SETTINGS index_granularity = 256
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_session_states ON CLUSTER `callsight` AS callsight_shard.mcp_session_states
ENGINE = Distributed(`callsight`, callsight_shard, mcp_session_states, rand())
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_states_from_operations ON CLUSTER `callsight` TO mcp_session_states AS
SELECT
    session_key,
    min(session_basis) AS session_basis,
    min(ts) AS created,
    max(fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC')) AS last_activity,
    max(if(side = 'server', service, '')) AS server_service,
    max(if(side = 'client', service, '')) AS client_service,
    max(service_version) AS service_version,
    max(protocol_version) AS protocol_version,
    max(transport) AS transport,
    max(client_name) AS client_name,
    max(client_version) AS client_version,
    max(user_id) AS user_id,
    -- Seen by both sides, an exchange counts once; two requests below one parent that is no MCP span differ by their id.
    uniqExactState(cityHash64(exchange, request_id)) AS operations,
    uniqExactStateIf(cityHash64(exchange, request_id), method = 'tools/call') AS tool_calls,
    uniqExactStateIf(cityHash64(exchange, request_id), outcome NOT IN ('ok', 'cancelled')) AS errors
FROM mcp_operations
GROUP BY session_key;

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_states_from_spans ON CLUSTER `callsight` TO mcp_session_states AS
WITH
    toDateTime64(0, 6, 'UTC') AS never,
    fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC') AS until
SELECT
    session_key,
    session_basis,
    ts AS created,
    if(span_type = 'session', ts, never) AS last_activity,
    if(span_type = 'heartbeat', until, never) AS last_heartbeat,
    if(span_type = 'session', until, never) AS ended,
    end_reason,
    service_version,
    protocol_version,
    transport,
    client_name,
    client_version,
    user_id
FROM mcp_spans
WHERE span_type IN ('session', 'heartbeat');

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_sessions ON CLUSTER `callsight` AS
SELECT
    session_key,
    min(s.session_basis) AS basis,
    min(s.created) AS created,
    max(s.last_activity) AS last_activity,
    nullIf(max(s.ended), toDateTime64(0, 6, 'UTC')) AS ended,
    max(s.end_reason) AS end_reason,
    greatest(max(s.last_activity), max(s.last_heartbeat)) AS last_sign_of_life,
    multiIf(
        max(s.ended) > toDateTime64(0, 6, 'UTC'), 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        max(s.last_heartbeat) > toDateTime64(0, 6, 'UTC') OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(coalesce(ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    if(max(s.server_service) != '', max(s.server_service), max(s.client_service)) AS service,
    max(s.service_version) AS service_version,
    max(s.protocol_version) AS protocol_version,
    max(s.transport) AS transport,
    max(s.client_name) AS client_name,
    max(s.client_version) AS client_version,
    max(s.user_id) AS user_id,
    uniqExactMerge(s.operations) AS operations,
    uniqExactMerge(s.tool_calls) AS tool_calls,
    uniqExactMerge(s.errors) AS errors
FROM mcp_session_states AS s
GROUP BY session_key;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_sessions ON CLUSTER `callsight` AS
SELECT
    session_key,
    min(s.session_basis) AS basis,
    min(s.created) AS created,
    max(s.last_activity) AS last_activity,
    nullIf(max(s.ended), toDateTime64(0, 6, 'UTC')) AS ended,
    max(s.end_reason) AS end_reason,
    greatest(max(s.last_activity), max(s.last_heartbeat)) AS last_sign_of_life,
    multiIf(
        max(s.ended) > toDateTime64(0, 6, 'UTC'), 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        max(s.last_heartbeat) > toDateTime64(0, 6, 'UTC') OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(coalesce(ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    if(max(s.server_service) != '', max(s.server_service), max(s.client_service)) AS service,
    max(s.service_version) AS service_version,
    max(s.protocol_version) AS protocol_version,
    max(s.transport) AS transport,
    max(s.client_name) AS client_name,
    max(s.client_version) AS client_version,
    max(s.user_id) AS user_id,
    uniqExactMerge(s.operations) AS operations,
    uniqExactMerge(s.tool_calls) AS tool_calls,
    uniqExactMerge(s.errors) AS errors
FROM mcp_session_states AS s
GROUP BY session_key;

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_session_hours ON CLUSTER `callsight`
(
    hour DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    session_id UInt64 COMMENT 'cityHash64(session_key)' CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toMonday(hour)
ORDER BY (hour, session_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'One hour in which a session was active';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_session_hours ON CLUSTER `callsight` AS callsight_shard.mcp_session_hours
ENGINE = Distributed(`callsight`, callsight_shard, mcp_session_hours, rand())
COMMENT 'One hour in which a session was active';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_hours_from_operations ON CLUSTER `callsight` TO mcp_session_hours AS
SELECT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
GROUP BY hour, session_id;

-- 0005_mcp_running

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_snapshots ON CLUSTER `callsight`
(
    ts DateTime64(6, 'UTC') COMMENT 'Start of the operation' CODEC(Delta(8), ZSTD(1)),
    seen DateTime64(6, 'UTC') COMMENT 'When the newest snapshot was taken',
    service LowCardinality(String),
    side Enum8('server' = 1, 'client' = 2),
    method LowCardinality(String),
    target LowCardinality(String),
    resource_uri String,
    session_key String,
    session_basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7),
    request_id String,
    protocol_version LowCardinality(String),
    transport LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    user_id String,
    arguments_size Nullable(UInt64),
    arguments_shape String,
    trace_id String,
    span_id String,
    parent_span_id String
)
ENGINE = ReplicatedReplacingMergeTree(seen)
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Newest snapshot of each operation that ran for more than a second';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_snapshots ON CLUSTER `callsight` AS callsight_shard.mcp_snapshots
ENGINE = Distributed(`callsight`, callsight_shard, mcp_snapshots, cityHash64(trace_id))
COMMENT 'Newest snapshot of each operation that ran for more than a second';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_snapshots_from_spans ON CLUSTER `callsight` TO mcp_snapshots AS
SELECT
    ts, fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC') AS seen,
    service, side, method, target, resource_uri, session_key, session_basis, request_id, protocol_version, transport,
    client_name, client_version, user_id, arguments_size, arguments_shape, trace_id, span_id, parent_span_id
FROM mcp_spans
WHERE span_type = 'snapshot';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_running ON CLUSTER `callsight` AS
SELECT
    'operation' AS kind, ts, seen, if(seen >= now64(6) - INTERVAL 3 MINUTE, 'running', 'lost') AS state,
    service, toString(side) AS side, method, target, resource_uri, session_key, toString(session_basis) AS session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_snapshots FINAL
WHERE (trace_id, span_id) NOT IN (
    SELECT trace_id, span_id
    FROM mcp_operations
    WHERE ts >= (SELECT min(ts) FROM mcp_snapshots) AND trace_id IN (SELECT trace_id FROM mcp_snapshots)
)
UNION ALL
SELECT
    'session' AS kind, created AS ts, last_sign_of_life AS seen, 'running' AS state,
    service, '' AS side, '' AS method, '' AS target, '' AS resource_uri, session_key, toString(basis) AS session_basis,
    '' AS request_id, protocol_version, transport, client_name, client_version, user_id, NULL AS arguments_size, '' AS arguments_shape,
    '' AS trace_id, '' AS span_id, '' AS parent_span_id
FROM mcp_sessions
WHERE status IN ('connected', 'idle');

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_running ON CLUSTER `callsight` AS
SELECT
    'operation' AS kind, ts, seen, if(seen >= now64(6) - INTERVAL 3 MINUTE, 'running', 'lost') AS state,
    service, toString(side) AS side, method, target, resource_uri, session_key, toString(session_basis) AS session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_snapshots FINAL
WHERE (trace_id, span_id) NOT IN (
    SELECT trace_id, span_id
    FROM mcp_operations
    WHERE ts >= (SELECT min(ts) FROM mcp_snapshots) AND trace_id IN (SELECT trace_id FROM mcp_snapshots)
)
UNION ALL
SELECT
    'session' AS kind, created AS ts, last_sign_of_life AS seen, 'running' AS state,
    service, '' AS side, '' AS method, '' AS target, '' AS resource_uri, session_key, toString(basis) AS session_basis,
    '' AS request_id, protocol_version, transport, client_name, client_version, user_id, NULL AS arguments_size, '' AS arguments_shape,
    '' AS trace_id, '' AS span_id, '' AS parent_span_id
FROM mcp_sessions
WHERE status IN ('connected', 'idle');

-- 0006_mcp_tool_calls

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_client_calls ON CLUSTER `callsight`
(
    ts DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    exchange UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toDate(ts)
ORDER BY (ts, exchange)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Tool calls that a client reported';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_client_calls ON CLUSTER `callsight` AS callsight_shard.mcp_client_calls
ENGINE = Distributed(`callsight`, callsight_shard, mcp_client_calls, rand())
COMMENT 'Tool calls that a client reported';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_client_calls_from_operations ON CLUSTER `callsight` TO mcp_client_calls AS
SELECT ts, exchange
FROM mcp_operations
WHERE method = 'tools/call' AND side = 'client';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_calls ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call'
            AND side = 'server'
            AND ts >= (SELECT if(count() = 0, toDateTime64('2200-01-01 00:00:00', 6, 'UTC'), min(ts) - INTERVAL 1 HOUR) FROM mcp_client_calls)
            AND exchange IN (SELECT exchange FROM mcp_client_calls)
    ));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_calls ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call'
            AND side = 'server'
            AND ts >= (SELECT if(count() = 0, toDateTime64('2200-01-01 00:00:00', 6, 'UTC'), min(ts) - INTERVAL 1 HOUR) FROM mcp_client_calls)
            AND exchange IN (SELECT exchange FROM mcp_client_calls)
    ));

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_stats_1m ON CLUSTER `callsight` AS
SELECT
    toStartOfMinute(ts) AS time, service, target AS tool,
    count() AS calls,
    countIf(outcome = 'ok') AS ok,
    countIf(outcome = 'tool_error') AS tool_error,
    countIf(outcome = 'invalid_request') AS invalid_request,
    countIf(outcome = 'server_error') AS server_error,
    countIf(outcome = 'cancelled') AS cancelled,
    countIf(outcome = 'timeout') AS timeout,
    countIf(outcome = 'lost') AS lost,
    sum(duration_ns) AS duration_ns_sum,
    quantilesTDigestState(0.5, 0.95, 0.99)(duration_ns) AS duration_ns_quantiles
FROM mcp_tool_calls
GROUP BY time, service, tool;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_stats_1m ON CLUSTER `callsight` AS
SELECT
    toStartOfMinute(ts) AS time, service, target AS tool,
    count() AS calls,
    countIf(outcome = 'ok') AS ok,
    countIf(outcome = 'tool_error') AS tool_error,
    countIf(outcome = 'invalid_request') AS invalid_request,
    countIf(outcome = 'server_error') AS server_error,
    countIf(outcome = 'cancelled') AS cancelled,
    countIf(outcome = 'timeout') AS timeout,
    countIf(outcome = 'lost') AS lost,
    sum(duration_ns) AS duration_ns_sum,
    quantilesTDigestState(0.5, 0.95, 0.99)(duration_ns) AS duration_ns_quantiles
FROM mcp_tool_calls
GROUP BY time, service, tool;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_stats_1h ON CLUSTER `callsight` AS
SELECT
    toStartOfHour(m.time) AS time, service, tool,
    sum(m.calls) AS calls,
    sum(m.ok) AS ok,
    sum(m.tool_error) AS tool_error,
    sum(m.invalid_request) AS invalid_request,
    sum(m.server_error) AS server_error,
    sum(m.cancelled) AS cancelled,
    sum(m.timeout) AS timeout,
    sum(m.lost) AS lost,
    sum(m.duration_ns_sum) AS duration_ns_sum,
    quantilesTDigestMergeState(0.5, 0.95, 0.99)(m.duration_ns_quantiles) AS duration_ns_quantiles
FROM mcp_tool_stats_1m AS m
GROUP BY time, service, tool;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_stats_1h ON CLUSTER `callsight` AS
SELECT
    toStartOfHour(m.time) AS time, service, tool,
    sum(m.calls) AS calls,
    sum(m.ok) AS ok,
    sum(m.tool_error) AS tool_error,
    sum(m.invalid_request) AS invalid_request,
    sum(m.server_error) AS server_error,
    sum(m.cancelled) AS cancelled,
    sum(m.timeout) AS timeout,
    sum(m.lost) AS lost,
    sum(m.duration_ns_sum) AS duration_ns_sum,
    quantilesTDigestMergeState(0.5, 0.95, 0.99)(m.duration_ns_quantiles) AS duration_ns_quantiles
FROM mcp_tool_stats_1m AS m
GROUP BY time, service, tool;

-- 0007_otel_rejected

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_traces_rejected ON CLUSTER `callsight`
(
    day Date COMMENT 'When they arrived',
    service LowCardinality(String),
    reason LowCardinality(String) COMMENT 'too_old or in_the_future',
    spans UInt64
)
ENGINE = ReplicatedSummingMergeTree
ORDER BY (day, service, reason)
COMMENT 'Spans refused for their time, counted by day of arrival';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_traces_rejected ON CLUSTER `callsight` AS callsight_shard.otel_traces_rejected
ENGINE = Distributed(`callsight`, callsight_shard, otel_traces_rejected, rand())
COMMENT 'Spans refused for their time, counted by day of arrival';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_rejected_from_landing ON CLUSTER `callsight` TO otel_traces_rejected AS
SELECT today() AS day, ServiceName AS service, if(Timestamp > now(), 'in_the_future', 'too_old') AS reason, count() AS spans
FROM otel_traces_landing
WHERE Timestamp NOT BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY
GROUP BY day, service, reason;

-- 0008_otel_logs

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_logs ON CLUSTER `callsight`
(
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TraceId String CODEC(ZSTD(1)),
    SpanId String CODEC(ZSTD(1)),
    TraceFlags UInt8,
    SeverityText LowCardinality(String) CODEC(ZSTD(1)),
    SeverityNumber UInt8,
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    Body String CODEC(ZSTD(1)),
    ResourceSchemaUrl LowCardinality(String) CODEC(ZSTD(1)),
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeSchemaUrl LowCardinality(String) CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion LowCardinality(String) CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    LogAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    EventName String CODEC(ZSTD(1)),
    INDEX by_trace TraceId TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(Timestamp)
PRIMARY KEY (toStartOfFiveMinutes(Timestamp), ServiceName)
ORDER BY (toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Log records';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_logs ON CLUSTER `callsight` AS callsight_shard.otel_logs
ENGINE = Distributed(`callsight`, callsight_shard, otel_logs, cityHash64(TraceId))
COMMENT 'Log records';

-- 0009_otel_metrics

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_metrics_gauge ON CLUSTER `callsight`
(
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ResourceSchemaUrl String CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeDroppedAttrCount UInt32 CODEC(ZSTD(1)),
    ScopeSchemaUrl String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    MetricName String CODEC(ZSTD(1)),
    MetricDescription String CODEC(ZSTD(1)),
    MetricUnit String CODEC(ZSTD(1)),
    Attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    StartTimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Value Float64 CODEC(ZSTD(1)),
    Flags UInt32 CODEC(ZSTD(1)),
    Exemplars Nested (FilteredAttributes Map(LowCardinality(String), String), TimeUnix DateTime64(9), Value Float64, SpanId String, TraceId String) CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(TimeUnix)
ORDER BY (ServiceName, MetricName, Attributes, toUnixTimestamp64Nano(TimeUnix))
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Gauges';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_metrics_gauge ON CLUSTER `callsight` AS callsight_shard.otel_metrics_gauge
ENGINE = Distributed(`callsight`, callsight_shard, otel_metrics_gauge, rand())
COMMENT 'Gauges';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_metrics_sum ON CLUSTER `callsight`
(
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ResourceSchemaUrl String CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeDroppedAttrCount UInt32 CODEC(ZSTD(1)),
    ScopeSchemaUrl String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    MetricName String CODEC(ZSTD(1)),
    MetricDescription String CODEC(ZSTD(1)),
    MetricUnit String CODEC(ZSTD(1)),
    Attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    StartTimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Value Float64 CODEC(ZSTD(1)),
    Flags UInt32 CODEC(ZSTD(1)),
    Exemplars Nested (FilteredAttributes Map(LowCardinality(String), String), TimeUnix DateTime64(9), Value Float64, SpanId String, TraceId String) CODEC(ZSTD(1)),
    AggregationTemporality Int32 CODEC(ZSTD(1)),
    IsMonotonic Bool CODEC(Delta(1), ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(TimeUnix)
ORDER BY (ServiceName, MetricName, Attributes, toUnixTimestamp64Nano(TimeUnix))
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Sums';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_metrics_sum ON CLUSTER `callsight` AS callsight_shard.otel_metrics_sum
ENGINE = Distributed(`callsight`, callsight_shard, otel_metrics_sum, rand())
COMMENT 'Sums';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_metrics_histogram ON CLUSTER `callsight`
(
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ResourceSchemaUrl String CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeDroppedAttrCount UInt32 CODEC(ZSTD(1)),
    ScopeSchemaUrl String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    MetricName String CODEC(ZSTD(1)),
    MetricDescription String CODEC(ZSTD(1)),
    MetricUnit String CODEC(ZSTD(1)),
    Attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    StartTimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Count UInt64 CODEC(Delta(8), ZSTD(1)),
    Sum Float64 CODEC(ZSTD(1)),
    BucketCounts Array(UInt64) CODEC(ZSTD(1)),
    ExplicitBounds Array(Float64) CODEC(ZSTD(1)),
    Exemplars Nested (FilteredAttributes Map(LowCardinality(String), String), TimeUnix DateTime64(9), Value Float64, SpanId String, TraceId String) CODEC(ZSTD(1)),
    Flags UInt32 CODEC(ZSTD(1)),
    Min Float64 CODEC(ZSTD(1)),
    Max Float64 CODEC(ZSTD(1)),
    AggregationTemporality Int32 CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(TimeUnix)
ORDER BY (ServiceName, MetricName, Attributes, toUnixTimestamp64Nano(TimeUnix))
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Histograms with explicit bounds';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_metrics_histogram ON CLUSTER `callsight` AS callsight_shard.otel_metrics_histogram
ENGINE = Distributed(`callsight`, callsight_shard, otel_metrics_histogram, rand())
COMMENT 'Histograms with explicit bounds';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_metrics_exponential_histogram ON CLUSTER `callsight`
(
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ResourceSchemaUrl String CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeDroppedAttrCount UInt32 CODEC(ZSTD(1)),
    ScopeSchemaUrl String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    MetricName String CODEC(ZSTD(1)),
    MetricDescription String CODEC(ZSTD(1)),
    MetricUnit String CODEC(ZSTD(1)),
    Attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    StartTimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Count UInt64 CODEC(Delta(8), ZSTD(1)),
    Sum Float64 CODEC(ZSTD(1)),
    Scale Int32 CODEC(ZSTD(1)),
    ZeroCount UInt64 CODEC(ZSTD(1)),
    PositiveOffset Int32 CODEC(ZSTD(1)),
    PositiveBucketCounts Array(UInt64) CODEC(ZSTD(1)),
    NegativeOffset Int32 CODEC(ZSTD(1)),
    NegativeBucketCounts Array(UInt64) CODEC(ZSTD(1)),
    Exemplars Nested (FilteredAttributes Map(LowCardinality(String), String), TimeUnix DateTime64(9), Value Float64, SpanId String, TraceId String) CODEC(ZSTD(1)),
    Flags UInt32 CODEC(ZSTD(1)),
    Min Float64 CODEC(ZSTD(1)),
    Max Float64 CODEC(ZSTD(1)),
    AggregationTemporality Int32 CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(TimeUnix)
ORDER BY (ServiceName, MetricName, Attributes, toUnixTimestamp64Nano(TimeUnix))
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Histograms with exponential buckets';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_metrics_exponential_histogram ON CLUSTER `callsight` AS callsight_shard.otel_metrics_exponential_histogram
ENGINE = Distributed(`callsight`, callsight_shard, otel_metrics_exponential_histogram, rand())
COMMENT 'Histograms with exponential buckets';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS otel_metrics_summary ON CLUSTER `callsight`
(
    ResourceAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ResourceSchemaUrl String CODEC(ZSTD(1)),
    ScopeName String CODEC(ZSTD(1)),
    ScopeVersion String CODEC(ZSTD(1)),
    ScopeAttributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    ScopeDroppedAttrCount UInt32 CODEC(ZSTD(1)),
    ScopeSchemaUrl String CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) CODEC(ZSTD(1)),
    MetricName String CODEC(ZSTD(1)),
    MetricDescription String CODEC(ZSTD(1)),
    MetricUnit String CODEC(ZSTD(1)),
    Attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    StartTimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TimeUnix DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Count UInt64 CODEC(Delta(8), ZSTD(1)),
    Sum Float64 CODEC(ZSTD(1)),
    ValueAtQuantiles Nested (Quantile Float64, Value Float64) CODEC(ZSTD(1)),
    Flags UInt32 CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toDate(TimeUnix)
ORDER BY (ServiceName, MetricName, Attributes, toUnixTimestamp64Nano(TimeUnix))
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Summaries';

USE callsight;
CREATE TABLE IF NOT EXISTS otel_metrics_summary ON CLUSTER `callsight` AS callsight_shard.otel_metrics_summary
ENGINE = Distributed(`callsight`, callsight_shard, otel_metrics_summary, rand())
COMMENT 'Summaries';

-- 0010_mcp_audit

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_audit ON CLUSTER `callsight`
(
    at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When the database took the entry' CODEC(Delta(8), ZSTD(1)),
    actor LowCardinality(String) COMMENT 'Name of the token; local where there are none',
    role LowCardinality(String) COMMENT 'Role of the token then',
    address String COMMENT 'Peer of the connection' CODEC(ZSTD(1)),
    door LowCardinality(String) COMMENT 'api, mcp or sql',
    trace_id String COMMENT 'Operation whose content was shown; empty for SQL' CODEC(ZSTD(1)),
    span_id String COMMENT 'Operation whose content was shown; empty for SQL' CODEC(ZSTD(1)),
    request_id String COMMENT 'As in the log of the query service and in X-Request-Id' CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY at
-- A year and a month: longer than the content itself can live.
TTL toDateTime(at) + toIntervalDay(400)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Reveals of arguments and results';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_audit ON CLUSTER `callsight` AS callsight_shard.mcp_audit
ENGINE = Distributed(`callsight`, callsight_shard, mcp_audit, cityHash64(trace_id))
COMMENT 'Reveals of arguments and results';

-- 0011_mcp_errors

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_errors ON CLUSTER `callsight` AS
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_errors ON CLUSTER `callsight` AS
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');

-- 0012_mcp_surfaces

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_surfaces ON CLUSTER `callsight`
(
    day Date COMMENT 'When it was listed',
    service LowCardinality(String) COMMENT 'service.name of the server',
    surface_hash String COMMENT 'Hex, over the listed definitions' CODEC(ZSTD(1)),
    first_listed SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
    last_listed SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    partial SimpleAggregateFunction(max, UInt8) COMMENT 'The list is a page of a longer one',
    tools SimpleAggregateFunction(max, String) COMMENT 'JSON: name, hash, bytes and tokens of each definition' CODEC(ZSTD(1)),
    definitions SimpleAggregateFunction(max, String) COMMENT 'JSON of the definitions, where the list was new to its process' CODEC(ZSTD(1))
)
ENGINE = ReplicatedAggregatingMergeTree
PARTITION BY toMonday(day)
ORDER BY (day, service, surface_hash)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Lists of tools that callers were shown, by day';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_surfaces ON CLUSTER `callsight` AS callsight_shard.mcp_surfaces
ENGINE = Distributed(`callsight`, callsight_shard, mcp_surfaces, rand())
COMMENT 'Lists of tools that callers were shown, by day';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_surfaces_from_landing ON CLUSTER `callsight` TO mcp_surfaces AS
SELECT
    toDate(Timestamp) AS day,
    ServiceName AS service,
    SpanAttributes['callsight.surface.hash'] AS surface_hash,
    min(toDateTime64(Timestamp, 6, 'UTC')) AS first_listed,
    max(toDateTime64(Timestamp, 6, 'UTC')) AS last_listed,
    max(SpanAttributes['callsight.surface.partial'] = 'true') AS partial,
    max(SpanAttributes['callsight.surface.tools']) AS tools,
    max(SpanAttributes['callsight.surface.definitions']) AS definitions
FROM otel_traces_landing
WHERE SpanKind = 'Server'
    AND surface_hash != ''
    AND Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY
GROUP BY day, service, surface_hash;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_listed_tools ON CLUSTER `callsight` AS
SELECT
    service,
    tool.name AS tool,
    tool.hash AS definition_hash,
    any(tool.bytes) AS bytes,
    any(tool.tokens) AS tokens,
    min(l.first_listed) AS first_listed,
    max(l.last_listed) AS last_listed,
    last_listed >= any(newest) - INTERVAL 1 HOUR AS current
FROM (
    SELECT
        s.service AS service, s.first_listed AS first_listed, s.last_listed AS last_listed,
        max(s.last_listed) OVER (PARTITION BY s.service) AS newest,
        arrayJoin(JSONExtract(s.tools, 'Array(Tuple(name String, hash String, bytes UInt64, tokens UInt64))')) AS tool
    FROM mcp_surfaces AS s FINAL
) AS l
GROUP BY service, tool, definition_hash;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_listed_tools ON CLUSTER `callsight` AS
SELECT
    service,
    tool.name AS tool,
    tool.hash AS definition_hash,
    any(tool.bytes) AS bytes,
    any(tool.tokens) AS tokens,
    min(l.first_listed) AS first_listed,
    max(l.last_listed) AS last_listed,
    last_listed >= any(newest) - INTERVAL 1 HOUR AS current
FROM (
    SELECT
        s.service AS service, s.first_listed AS first_listed, s.last_listed AS last_listed,
        max(s.last_listed) OVER (PARTITION BY s.service) AS newest,
        arrayJoin(JSONExtract(s.tools, 'Array(Tuple(name String, hash String, bytes UInt64, tokens UInt64))')) AS tool
    FROM mcp_surfaces AS s FINAL
) AS l
GROUP BY service, tool, definition_hash;

-- 0013_mcp_tool_rollup

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_hour_arrivals ON CLUSTER `callsight`
(
    hour DateTime('UTC') COMMENT 'Hour in which calls started',
    arrived SimpleAggregateFunction(max, DateTime64(3, 'UTC')) COMMENT 'When the newest row of the hour arrived'
)
ENGINE = ReplicatedAggregatingMergeTree
ORDER BY hour
COMMENT 'Arrival of the newest tool call of each hour';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_hour_arrivals ON CLUSTER `callsight` AS callsight_shard.mcp_hour_arrivals
ENGINE = Distributed(`callsight`, callsight_shard, mcp_hour_arrivals, rand())
COMMENT 'Arrival of the newest tool call of each hour';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_hour_arrivals_from_operations ON CLUSTER `callsight` TO mcp_hour_arrivals AS
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
WHERE method = 'tools/call'
GROUP BY hour;

USE callsight;
INSERT INTO mcp_hour_arrivals
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
WHERE method = 'tools/call'
GROUP BY hour;

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_tool_buckets ON CLUSTER `callsight`
(
    seconds UInt32 COMMENT 'Width: 3600 or 21600',
    by_client Bool COMMENT 'Whether the calls are told apart by client, too',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted; the bucket is valid as long as none is newer',
    calls Nested
    (
        service LowCardinality(String),
        tool LowCardinality(String),
        client_name LowCardinality(String),
        side Enum8('server' = 1, 'client' = 2),
        counted Bool,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        latency UInt16,
        calls UInt32,
        duration_ns UInt64,
        first DateTime64(6, 'UTC'),
        last DateTime64(6, 'UTC')
    ) COMMENT 'Calls alike in all of this. latency: round(16 × log2(ns)), less than 2.2 % off; counted: not the second view of a call; duration_ns: of all calls alike but for latency, in the first of their elements; first, last: of the same calls' CODEC(ZSTD(1)),
    sessions Nested
    (
        service LowCardinality(String),
        tool LowCardinality(String),
        client_name LowCardinality(String),
        side Enum8('server' = 1, 'client' = 2),
        counted Bool,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        session_id UInt64
    ) COMMENT 'Which sessions called which tool, where by_client; session_id is cityHash64(session_key)' CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(arrived)
PARTITION BY toYYYYMM(start)
ORDER BY (seconds, by_client, start)
-- A row is a bucket with thousands of elements: small granules let several threads read a period.
SETTINGS index_granularity = 4
COMMENT 'Tool calls by bucket of time, sealed once the bucket is quiet; read mcp_tool_call_counts instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_tool_buckets ON CLUSTER `callsight` AS callsight_shard.mcp_tool_buckets
ENGINE = Distributed(`callsight`, callsight_shard, mcp_tool_buckets, rand())
COMMENT 'Tool calls by bucket of time, sealed once the bucket is quiet; read mcp_tool_call_counts instead';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_bucket_arrivals ON CLUSTER `callsight` AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600)] AS seconds
GROUP BY seconds, start;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_bucket_arrivals ON CLUSTER `callsight` AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600)] AS seconds
GROUP BY seconds, start;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_sealed_buckets ON CLUSTER `callsight` AS
SELECT seconds, start
FROM mcp_tool_buckets AS sealed FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE by_client AND sealed.arrived >= newest;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_sealed_buckets ON CLUSTER `callsight` AS
SELECT seconds, start
FROM mcp_tool_buckets AS sealed FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE by_client AND sealed.arrived >= newest;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_calls_between ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')})
    ));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_calls_between ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')})
    ));

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_buckets_between ON CLUSTER `callsight` AS
SELECT seconds, start
FROM
(
    SELECT seconds, start, max(seconds) OVER (PARTITION BY toStartOfInterval(start, INTERVAL 6 HOUR, 'UTC')) AS widest
    FROM mcp_sealed_buckets
    WHERE {step:UInt32} % seconds = 0
        AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')}
)
WHERE seconds = widest;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_buckets_between ON CLUSTER `callsight` AS
SELECT seconds, start
FROM
(
    SELECT seconds, start, max(seconds) OVER (PARTITION BY toStartOfInterval(start, INTERVAL 6 HOUR, 'UTC')) AS widest
    FROM mcp_sealed_buckets
    WHERE {step:UInt32} % seconds = 0
        AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')}
)
WHERE seconds = widest;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = {step:UInt32}, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT
    toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, side, counted, outcome, latency, toUInt64(alike) AS call_count, duration_ns, first, last
FROM mcp_tool_buckets FINAL
-- Named one by one: by the name of all, each would be taken out of a tuple of all of them.
ARRAY JOIN
    calls.service AS service, calls.tool AS target, calls.client_name AS client_name, calls.side AS side, calls.counted AS counted,
    calls.outcome AS outcome, calls.latency AS latency, calls.calls AS alike, calls.duration_ns AS duration_ns, calls.first AS first,
    calls.last AS last
WHERE by_client = {by_client:UInt8} AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    ts, service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, toUInt16(round(16 * log2(greatest(1, duration_ns)))) AS latency, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = {step:UInt32}, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT
    toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, side, counted, outcome, latency, toUInt64(alike) AS call_count, duration_ns, first, last
FROM mcp_tool_buckets FINAL
-- Named one by one: by the name of all, each would be taken out of a tuple of all of them.
ARRAY JOIN
    calls.service AS service, calls.tool AS target, calls.client_name AS client_name, calls.side AS side, calls.counted AS counted,
    calls.outcome AS outcome, calls.latency AS latency, calls.calls AS alike, calls.duration_ns AS duration_ns, calls.first AS first,
    calls.last AS last
WHERE by_client = {by_client:UInt8} AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    ts, service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, toUInt16(round(16 * log2(greatest(1, duration_ns)))) AS latency, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_call_sessions ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT service, target, client_name, side, counted, outcome, session_id
FROM mcp_tool_buckets FINAL
ARRAY JOIN
    sessions.service AS service, sessions.tool AS target, sessions.client_name AS client_name, sessions.side AS side, sessions.counted AS counted,
    sessions.outcome AS outcome, sessions.session_id AS session_id
WHERE by_client AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, cityHash64(session_key) AS session_id
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_call_sessions ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT service, target, client_name, side, counted, outcome, session_id
FROM mcp_tool_buckets FINAL
ARRAY JOIN
    sessions.service AS service, sessions.tool AS target, sessions.client_name AS client_name, sessions.side AS side, sessions.counted AS counted,
    sessions.outcome AS outcome, sessions.session_id AS session_id
WHERE by_client AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, cityHash64(session_key) AS session_id
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));

-- 0014_comments

USE callsight_shard;
ALTER TABLE mcp_operations ON CLUSTER `callsight`
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN resource_uri 'Resource that was read, subscribed to or updated',
    COMMENT COLUMN session_key 'Session that it belongs to',
    COMMENT COLUMN outcome 'How it ended, by the rules of docs/spans.md; tool_error: the tool’s result says so; invalid_request: the caller’s fault; server_error: any other failure',
    COMMENT COLUMN error_type 'error.type: JSON-RPC code, tool_error, timeout, cancelled, HTTP status, or class of an exception',
    COMMENT COLUMN error_message 'What the caller was told, where the emitter says it',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN server_name 'serverInfo.name',
    COMMENT COLUMN server_version 'serverInfo.version',
    COMMENT COLUMN user_agent 'User-Agent of the caller, over HTTP',
    COMMENT COLUMN ingested_at 'When it was stored';

USE callsight;
ALTER TABLE mcp_operations ON CLUSTER `callsight`
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN resource_uri 'Resource that was read, subscribed to or updated',
    COMMENT COLUMN session_key 'Session that it belongs to',
    COMMENT COLUMN outcome 'How it ended, by the rules of docs/spans.md; tool_error: the tool’s result says so; invalid_request: the caller’s fault; server_error: any other failure',
    COMMENT COLUMN error_type 'error.type: JSON-RPC code, tool_error, timeout, cancelled, HTTP status, or class of an exception',
    COMMENT COLUMN error_message 'What the caller was told, where the emitter says it',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN server_name 'serverInfo.name',
    COMMENT COLUMN server_version 'serverInfo.version',
    COMMENT COLUMN user_agent 'User-Agent of the caller, over HTTP',
    COMMENT COLUMN ingested_at 'When it was stored';

USE callsight_shard;
ALTER TABLE mcp_content ON CLUSTER `callsight`
    COMMENT COLUMN trace_id 'Lowercase hex',
    COMMENT COLUMN span_id 'Lowercase hex',
    COMMENT COLUMN arguments_truncated 'Whether arguments were cut to the cap',
    COMMENT COLUMN result_truncated 'Whether the result was cut to the cap';

USE callsight;
ALTER TABLE mcp_content ON CLUSTER `callsight`
    COMMENT COLUMN trace_id 'Lowercase hex',
    COMMENT COLUMN span_id 'Lowercase hex',
    COMMENT COLUMN arguments_truncated 'Whether arguments were cut to the cap',
    COMMENT COLUMN result_truncated 'Whether the result was cut to the cap';

USE callsight_shard;
ALTER TABLE mcp_tool_calls ON CLUSTER `callsight` MODIFY COMMENT 'One tool execution, once: the server’s view where there is one, else the client’s';

USE callsight;
ALTER TABLE mcp_tool_calls ON CLUSTER `callsight` MODIFY COMMENT 'One tool execution, once: the server’s view where there is one, else the client’s';

USE callsight_shard;
ALTER TABLE mcp_errors ON CLUSTER `callsight`
    MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind',
    COMMENT COLUMN common_message 'error_message, its first 400 characters, with quoted text, URLs, paths, ids and numbers put as what they are',
    COMMENT COLUMN fingerprint 'Kind of error, 64 bits in hex: of outcome, error_code and common_message (error_type where there is no message)';

USE callsight;
ALTER TABLE mcp_errors ON CLUSTER `callsight`
    MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind',
    COMMENT COLUMN common_message 'error_message, its first 400 characters, with quoted text, URLs, paths, ids and numbers put as what they are',
    COMMENT COLUMN fingerprint 'Kind of error, 64 bits in hex: of outcome, error_code and common_message (error_type where there is no message)';

USE callsight_shard;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

USE callsight;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

USE callsight_shard;
ALTER TABLE mcp_running ON CLUSTER `callsight`
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';

USE callsight;
ALTER TABLE mcp_running ON CLUSTER `callsight`
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';

USE callsight_shard;
ALTER TABLE mcp_tool_stats_1m ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one minute',
    COMMENT COLUMN time 'Start of the minute',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN calls 'Calls that started then',
    COMMENT COLUMN ok 'Calls with the outcome ok',
    COMMENT COLUMN tool_error 'Calls with the outcome tool_error',
    COMMENT COLUMN invalid_request 'Calls with the outcome invalid_request',
    COMMENT COLUMN server_error 'Calls with the outcome server_error',
    COMMENT COLUMN cancelled 'Calls with the outcome cancelled',
    COMMENT COLUMN timeout 'Calls with the outcome timeout',
    COMMENT COLUMN lost 'Calls with the outcome lost',
    COMMENT COLUMN duration_ns_sum 'Nanoseconds of all calls together',
    COMMENT COLUMN duration_ns_quantiles 'State: quantilesTDigestMerge(0.5, 0.95, 0.99)(duration_ns_quantiles) gives nanoseconds';

USE callsight;
ALTER TABLE mcp_tool_stats_1m ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one minute',
    COMMENT COLUMN time 'Start of the minute',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN calls 'Calls that started then',
    COMMENT COLUMN ok 'Calls with the outcome ok',
    COMMENT COLUMN tool_error 'Calls with the outcome tool_error',
    COMMENT COLUMN invalid_request 'Calls with the outcome invalid_request',
    COMMENT COLUMN server_error 'Calls with the outcome server_error',
    COMMENT COLUMN cancelled 'Calls with the outcome cancelled',
    COMMENT COLUMN timeout 'Calls with the outcome timeout',
    COMMENT COLUMN lost 'Calls with the outcome lost',
    COMMENT COLUMN duration_ns_sum 'Nanoseconds of all calls together',
    COMMENT COLUMN duration_ns_quantiles 'State: quantilesTDigestMerge(0.5, 0.95, 0.99)(duration_ns_quantiles) gives nanoseconds';

USE callsight_shard;
ALTER TABLE mcp_tool_stats_1h ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour';

USE callsight;
ALTER TABLE mcp_tool_stats_1h ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour';

USE callsight_shard;
ALTER TABLE mcp_surfaces ON CLUSTER `callsight`
    COMMENT COLUMN first_listed 'First time on that day',
    COMMENT COLUMN last_listed 'Last time on that day';

USE callsight;
ALTER TABLE mcp_surfaces ON CLUSTER `callsight`
    COMMENT COLUMN first_listed 'First time on that day',
    COMMENT COLUMN last_listed 'Last time on that day';

USE callsight_shard;
ALTER TABLE mcp_listed_tools ON CLUSTER `callsight`
    MODIFY COMMENT 'One definition of one tool that a service listed',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN definition_hash 'Hex, over the definition',
    COMMENT COLUMN bytes 'Size of the definition’s JSON',
    COMMENT COLUMN tokens 'Estimate: a quarter of the bytes',
    COMMENT COLUMN first_listed 'First time that it was listed',
    COMMENT COLUMN last_listed 'Last time that it was listed',
    COMMENT COLUMN current '1: in the service’s newest list, or in one of the hour before it; else 0';

USE callsight;
ALTER TABLE mcp_listed_tools ON CLUSTER `callsight`
    MODIFY COMMENT 'One definition of one tool that a service listed',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN definition_hash 'Hex, over the definition',
    COMMENT COLUMN bytes 'Size of the definition’s JSON',
    COMMENT COLUMN tokens 'Estimate: a quarter of the bytes',
    COMMENT COLUMN first_listed 'First time that it was listed',
    COMMENT COLUMN last_listed 'Last time that it was listed',
    COMMENT COLUMN current '1: in the service’s newest list, or in one of the hour before it; else 0';

USE callsight_shard;
ALTER TABLE mcp_bucket_arrivals ON CLUSTER `callsight` MODIFY COMMENT 'Arrival of the newest tool call of each bucket';

USE callsight;
ALTER TABLE mcp_bucket_arrivals ON CLUSTER `callsight` MODIFY COMMENT 'Arrival of the newest tool call of each bucket';

USE callsight_shard;
ALTER TABLE mcp_sealed_buckets ON CLUSTER `callsight` MODIFY COMMENT 'Buckets that count everything that arrived';

USE callsight;
ALTER TABLE mcp_sealed_buckets ON CLUSTER `callsight` MODIFY COMMENT 'Buckets that count everything that arrived';

USE callsight_shard;
ALTER TABLE mcp_tool_buckets_between ON CLUSTER `callsight` MODIFY COMMENT 'Widest sealed buckets inside of a period that fit into its steps';

USE callsight;
ALTER TABLE mcp_tool_buckets_between ON CLUSTER `callsight` MODIFY COMMENT 'Widest sealed buckets inside of a period that fit into its steps';

USE callsight_shard;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight_shard;
ALTER TABLE mcp_tool_call_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions called which tool in a period';

USE callsight;
ALTER TABLE mcp_tool_call_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions called which tool in a period';

USE callsight_shard;
ALTER TABLE mcp_tool_calls_between ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls that started in a period, each once';

USE callsight;
ALTER TABLE mcp_tool_calls_between ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls that started in a period, each once';

USE callsight_shard;
ALTER TABLE otel_traces ON CLUSTER `callsight`
    COMMENT COLUMN TraceState 'W3C tracestate',
    COMMENT COLUMN SpanName 'Name of the span',
    COMMENT COLUMN SpanKind 'Internal, Server, Client, Producer, Consumer or Unspecified',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN StatusMessage 'Message of the status',
    COMMENT COLUMN `Events.Timestamp` 'When each event happened',
    COMMENT COLUMN `Events.Name` 'Name of each event',
    COMMENT COLUMN `Events.Attributes` 'Attributes of each event',
    COMMENT COLUMN `Links.TraceId` 'Trace of each linked span',
    COMMENT COLUMN `Links.SpanId` 'Each linked span',
    COMMENT COLUMN `Links.TraceState` 'tracestate of each link',
    COMMENT COLUMN `Links.Attributes` 'Attributes of each link';

USE callsight;
ALTER TABLE otel_traces ON CLUSTER `callsight`
    COMMENT COLUMN TraceState 'W3C tracestate',
    COMMENT COLUMN SpanName 'Name of the span',
    COMMENT COLUMN SpanKind 'Internal, Server, Client, Producer, Consumer or Unspecified',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN StatusMessage 'Message of the status',
    COMMENT COLUMN `Events.Timestamp` 'When each event happened',
    COMMENT COLUMN `Events.Name` 'Name of each event',
    COMMENT COLUMN `Events.Attributes` 'Attributes of each event',
    COMMENT COLUMN `Links.TraceId` 'Trace of each linked span',
    COMMENT COLUMN `Links.SpanId` 'Each linked span',
    COMMENT COLUMN `Links.TraceState` 'tracestate of each link',
    COMMENT COLUMN `Links.Attributes` 'Attributes of each link';

USE callsight_shard;
ALTER TABLE otel_traces_rejected ON CLUSTER `callsight`
    COMMENT COLUMN service 'service.name of the sender',
    COMMENT COLUMN spans 'How many; rows of one key are still to be summed';

USE callsight;
ALTER TABLE otel_traces_rejected ON CLUSTER `callsight`
    COMMENT COLUMN service 'service.name of the sender',
    COMMENT COLUMN spans 'How many; rows of one key are still to be summed';

USE callsight_shard;
ALTER TABLE otel_logs ON CLUSTER `callsight`
    COMMENT COLUMN Timestamp 'When it happened, else when it was observed',
    COMMENT COLUMN TraceId 'Lowercase hex; empty outside of a trace',
    COMMENT COLUMN SpanId 'Lowercase hex; empty outside of a span',
    COMMENT COLUMN TraceFlags 'W3C trace flags',
    COMMENT COLUMN SeverityText 'Severity as the source names it',
    COMMENT COLUMN SeverityNumber '1 (TRACE) to 24 (FATAL4); 0: not told',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN Body 'The message; structured ones as JSON',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN LogAttributes 'Attributes of the record',
    COMMENT COLUMN EventName 'Name of the event, where the record is one';

USE callsight;
ALTER TABLE otel_logs ON CLUSTER `callsight`
    COMMENT COLUMN Timestamp 'When it happened, else when it was observed',
    COMMENT COLUMN TraceId 'Lowercase hex; empty outside of a trace',
    COMMENT COLUMN SpanId 'Lowercase hex; empty outside of a span',
    COMMENT COLUMN TraceFlags 'W3C trace flags',
    COMMENT COLUMN SeverityText 'Severity as the source names it',
    COMMENT COLUMN SeverityNumber '1 (TRACE) to 24 (FATAL4); 0: not told',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN Body 'The message; structured ones as JSON',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN LogAttributes 'Attributes of the record',
    COMMENT COLUMN EventName 'Name of the event, where the record is one';

USE callsight_shard;
ALTER TABLE otel_metrics_gauge ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Value 'Value, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar';

USE callsight;
ALTER TABLE otel_metrics_gauge ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Value 'Value, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar';

USE callsight_shard;
ALTER TABLE otel_metrics_sum ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Value 'Value, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative',
    COMMENT COLUMN IsMonotonic 'Whether it only grows';

USE callsight;
ALTER TABLE otel_metrics_sum ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Value 'Value, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative',
    COMMENT COLUMN IsMonotonic 'Whether it only grows';

USE callsight_shard;
ALTER TABLE otel_metrics_histogram ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN BucketCounts 'Number of values in each bucket',
    COMMENT COLUMN ExplicitBounds 'Upper bound of each bucket but the last, in MetricUnit',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN Min 'Smallest value, in MetricUnit',
    COMMENT COLUMN Max 'Largest value, in MetricUnit',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative';

USE callsight;
ALTER TABLE otel_metrics_histogram ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN BucketCounts 'Number of values in each bucket',
    COMMENT COLUMN ExplicitBounds 'Upper bound of each bucket but the last, in MetricUnit',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN Min 'Smallest value, in MetricUnit',
    COMMENT COLUMN Max 'Largest value, in MetricUnit',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative';

USE callsight_shard;
ALTER TABLE otel_metrics_exponential_histogram ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN Scale 'Each bound is the one before it times 2 to the power of 2 to the power of -Scale',
    COMMENT COLUMN ZeroCount 'Number of values that are 0, or too small to tell',
    COMMENT COLUMN PositiveOffset 'Index of the first positive bucket',
    COMMENT COLUMN PositiveBucketCounts 'Number of values in each positive bucket',
    COMMENT COLUMN NegativeOffset 'Index of the first negative bucket',
    COMMENT COLUMN NegativeBucketCounts 'Number of values in each negative bucket',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN Min 'Smallest value, in MetricUnit',
    COMMENT COLUMN Max 'Largest value, in MetricUnit',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative';

USE callsight;
ALTER TABLE otel_metrics_exponential_histogram ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN Scale 'Each bound is the one before it times 2 to the power of 2 to the power of -Scale',
    COMMENT COLUMN ZeroCount 'Number of values that are 0, or too small to tell',
    COMMENT COLUMN PositiveOffset 'Index of the first positive bucket',
    COMMENT COLUMN PositiveBucketCounts 'Number of values in each positive bucket',
    COMMENT COLUMN NegativeOffset 'Index of the first negative bucket',
    COMMENT COLUMN NegativeBucketCounts 'Number of values in each negative bucket',
    COMMENT COLUMN `Exemplars.FilteredAttributes` 'Attributes of each exemplar that the data point lacks',
    COMMENT COLUMN `Exemplars.TimeUnix` 'When each exemplar was measured',
    COMMENT COLUMN `Exemplars.Value` 'Value of each exemplar, in MetricUnit',
    COMMENT COLUMN `Exemplars.SpanId` 'Span of each exemplar',
    COMMENT COLUMN `Exemplars.TraceId` 'Trace of each exemplar',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded',
    COMMENT COLUMN Min 'Smallest value, in MetricUnit',
    COMMENT COLUMN Max 'Largest value, in MetricUnit',
    COMMENT COLUMN AggregationTemporality '1: delta; 2: cumulative';

USE callsight_shard;
ALTER TABLE otel_metrics_summary ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN `ValueAtQuantiles.Quantile` 'Each quantile, 0 to 1',
    COMMENT COLUMN `ValueAtQuantiles.Value` 'Value at each quantile, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded';

USE callsight;
ALTER TABLE otel_metrics_summary ON CLUSTER `callsight`
    COMMENT COLUMN ResourceAttributes 'Attributes of the resource',
    COMMENT COLUMN ResourceSchemaUrl 'Schema of the resource attributes',
    COMMENT COLUMN ScopeName 'Instrumentation scope',
    COMMENT COLUMN ScopeVersion 'Version of the scope',
    COMMENT COLUMN ScopeAttributes 'Attributes of the scope',
    COMMENT COLUMN ScopeDroppedAttrCount 'Attributes of the scope that were dropped',
    COMMENT COLUMN ScopeSchemaUrl 'Schema of the scope',
    COMMENT COLUMN ServiceName 'service.name of the resource',
    COMMENT COLUMN MetricName 'Name of the metric',
    COMMENT COLUMN MetricDescription 'What it measures',
    COMMENT COLUMN MetricUnit 'Unit of the values (UCUM)',
    COMMENT COLUMN Attributes 'Attributes of the data point',
    COMMENT COLUMN StartTimeUnix 'Since when values are counted',
    COMMENT COLUMN TimeUnix 'Time of the data point',
    COMMENT COLUMN Count 'Number of values',
    COMMENT COLUMN Sum 'Sum of the values, in MetricUnit',
    COMMENT COLUMN `ValueAtQuantiles.Quantile` 'Each quantile, 0 to 1',
    COMMENT COLUMN `ValueAtQuantiles.Value` 'Value at each quantile, in MetricUnit',
    COMMENT COLUMN Flags 'Flags of the data point; 1: no value was recorded';

-- 0015_mcp_sessions_unmerged

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
SELECT
    session_key,
    min(s.session_basis) AS basis,
    min(s.created) AS created,
    max(s.last_activity) AS last_activity,
    nullIf(max(s.ended), toDateTime64(0, 6, 'UTC')) AS ended,
    max(s.end_reason) AS end_reason,
    greatest(max(s.last_activity), max(s.last_heartbeat)) AS last_sign_of_life,
    multiIf(
        max(s.ended) > toDateTime64(0, 6, 'UTC'), 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        max(s.last_heartbeat) > toDateTime64(0, 6, 'UTC') OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(coalesce(ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    if(max(s.server_service) != '', max(s.server_service), max(s.client_service)) AS service,
    max(s.service_version) AS service_version,
    max(s.protocol_version) AS protocol_version,
    max(s.transport) AS transport,
    max(s.client_name) AS client_name,
    max(s.client_version) AS client_version,
    max(s.user_id) AS user_id,
    uniqExactMerge(s.operations) AS operations,
    uniqExactMerge(s.tool_calls) AS tool_calls,
    uniqExactMerge(s.errors) AS errors
FROM mcp_session_states AS s
GROUP BY session_key
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
SELECT
    session_key,
    min(s.session_basis) AS basis,
    min(s.created) AS created,
    max(s.last_activity) AS last_activity,
    nullIf(max(s.ended), toDateTime64(0, 6, 'UTC')) AS ended,
    max(s.end_reason) AS end_reason,
    greatest(max(s.last_activity), max(s.last_heartbeat)) AS last_sign_of_life,
    multiIf(
        max(s.ended) > toDateTime64(0, 6, 'UTC'), 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        max(s.last_heartbeat) > toDateTime64(0, 6, 'UTC') OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(coalesce(ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    if(max(s.server_service) != '', max(s.server_service), max(s.client_service)) AS service,
    max(s.service_version) AS service_version,
    max(s.protocol_version) AS protocol_version,
    max(s.transport) AS transport,
    max(s.client_name) AS client_name,
    max(s.client_version) AS client_version,
    max(s.user_id) AS user_id,
    uniqExactMerge(s.operations) AS operations,
    uniqExactMerge(s.tool_calls) AS tool_calls,
    uniqExactMerge(s.errors) AS errors
FROM mcp_session_states AS s
GROUP BY session_key
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

USE callsight;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

-- 0016_mcp_sealed_sessions

USE callsight_shard;
ALTER TABLE mcp_operations ON CLUSTER `callsight` MODIFY COLUMN session_key LowCardinality(String);

USE callsight;
ALTER TABLE mcp_operations ON CLUSTER `callsight` MODIFY COLUMN session_key LowCardinality(String);

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_session_slots ON CLUSTER `callsight`
(
    session_key String COMMENT 'session_key of its operations' CODEC(ZSTD(1)),
    slot DateTime('UTC') COMMENT 'Start of the half hour, where the basis is identity; else 1970',
    session_basis SimpleAggregateFunction(min, Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7)),
    created SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
    last_activity SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    last_heartbeat SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    ended SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    end_reason SimpleAggregateFunction(max, String),
    server_service SimpleAggregateFunction(max, String),
    client_service SimpleAggregateFunction(max, String),
    service_version SimpleAggregateFunction(max, String),
    protocol_version SimpleAggregateFunction(max, String),
    transport SimpleAggregateFunction(max, String),
    client_name SimpleAggregateFunction(max, String),
    client_version SimpleAggregateFunction(max, String),
    user_id SimpleAggregateFunction(max, String),
    operations SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'A hash of each; of its lowest bits 1 marks a tool call, 2 an error' CODEC(LZ4),
    arrived SimpleAggregateFunction(max, DateTime64(3, 'UTC')) COMMENT 'When the newest row that is counted arrived',
    INDEX by_arrival arrived TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedAggregatingMergeTree
ORDER BY (session_key, slot)
-- Sessions are read by key: small granules keep the others unread.
SETTINGS index_granularity = 256
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_session_slots ON CLUSTER `callsight` AS callsight_shard.mcp_session_slots
ENGINE = Distributed(`callsight`, callsight_shard, mcp_session_slots, rand())
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_slots_from_operations ON CLUSTER `callsight` TO mcp_session_slots AS
SELECT
    session_key,
    if(o.session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
    min(o.session_basis) AS session_basis,
    min(ts) AS created,
    max(fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC')) AS last_activity,
    max(if(side = 'server', service, '')) AS server_service,
    max(if(side = 'client', service, '')) AS client_service,
    max(service_version) AS service_version,
    max(protocol_version) AS protocol_version,
    max(transport) AS transport,
    max(client_name) AS client_name,
    max(client_version) AS client_version,
    max(user_id) AS user_id,
    -- Seen by both sides, an exchange counts once; two requests below one parent that is no MCP span differ by their id.
    groupUniqArray(bitOr(
        bitShiftLeft(cityHash64(exchange, request_id), 2),
        toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))) AS operations,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_slots_from_spans ON CLUSTER `callsight` TO mcp_session_slots AS
WITH
    toDateTime64(0, 6, 'UTC') AS never,
    fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC') AS until
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
    session_basis,
    ts AS created,
    if(span_type = 'session', ts, never) AS last_activity,
    if(span_type = 'heartbeat', until, never) AS last_heartbeat,
    if(span_type = 'session', until, never) AS ended,
    end_reason,
    service_version,
    protocol_version,
    transport,
    client_name,
    client_version,
    user_id,
    now64(3) AS arrived
FROM mcp_spans
WHERE span_type IN ('session', 'heartbeat');

USE callsight;
INSERT INTO mcp_session_slots
    (session_key, slot, session_basis, created, last_activity, server_service, client_service, service_version, protocol_version, transport,
     client_name, client_version, user_id, operations)
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')),
    session_basis, ts,
    fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC'),
    if(side = 'server', service, ''), if(side = 'client', service, ''),
    service_version, protocol_version, transport, client_name, client_version, user_id,
    [bitOr(bitShiftLeft(cityHash64(exchange, request_id), 2), toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))]
FROM mcp_operations;

USE callsight;
INSERT INTO mcp_session_slots
    (session_key, slot, session_basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
     service_version, protocol_version, transport, client_name, client_version, user_id)
SELECT
    session_key, toDateTime(0, 'UTC'), session_basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
    service_version, protocol_version, transport, client_name, client_version, user_id
FROM mcp_session_states
WHERE session_basis != 'identity';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_sealed_sessions ON CLUSTER `callsight`
(
    session_key String CODEC(ZSTD(1)),
    operations_key String COMMENT 'session_key of its operations' CODEC(ZSTD(1)),
    basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7),
    created DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    last_activity DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    last_heartbeat DateTime64(6, 'UTC') CODEC(ZSTD(1)),
    ended DateTime64(6, 'UTC') CODEC(ZSTD(1)),
    end_reason LowCardinality(String),
    service LowCardinality(String),
    service_version LowCardinality(String),
    protocol_version LowCardinality(String),
    transport LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    user_id String CODEC(ZSTD(1)),
    operations UInt32 CODEC(T64, ZSTD(1)),
    tool_calls UInt32 CODEC(T64, ZSTD(1)),
    errors UInt32 CODEC(T64, ZSTD(1)),
    succeeded UInt32 COMMENT 'Tool calls that were reported as ok' CODEC(T64, ZSTD(1)),
    failed UInt32 COMMENT 'Tool calls that the side with more of them reported as failed' CODEC(T64, ZSTD(1)),
    longest_run UInt16 COMMENT 'Most calls in a row of one tool with arguments of the same size and shape' CODEC(T64, ZSTD(1)),
    longest_run_tool LowCardinality(String),
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted' CODEC(Delta(8), ZSTD(1)),
    removed Bool COMMENT 'No longer a session: it begins earlier, or is part of another one',
    siblings UInt32 COMMENT 'Rows of the same key and arrival: the key is sealed when all of them are there' CODEC(T64, ZSTD(1)),
    INDEX by_last_activity last_activity TYPE minmax GRANULARITY 1,
    INDEX by_key session_key TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_operations_key operations_key TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_arrival arrived TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree(arrived)
PARTITION BY toDate(created)
ORDER BY (created, operations_key)
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'Sessions as they were when they last went quiet; read mcp_sessions instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_sealed_sessions ON CLUSTER `callsight` AS callsight_shard.mcp_sealed_sessions
ENGINE = Distributed(`callsight`, callsight_shard, mcp_sealed_sessions, rand())
COMMENT 'Sessions as they were when they last went quiet; read mcp_sessions instead';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_session_watermark ON CLUSTER `callsight`
(
    id UInt8,
    until SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = ReplicatedAggregatingMergeTree
ORDER BY id
COMMENT 'Until when all arrivals are counted in sealed sessions';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_session_watermark ON CLUSTER `callsight` AS callsight_shard.mcp_session_watermark
ENGINE = Distributed(`callsight`, callsight_shard, mcp_session_watermark, rand())
COMMENT 'Until when all arrivals are counted in sealed sessions';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_open_sessions ON CLUSTER `callsight` AS
SELECT DISTINCT session_key AS operations_key
FROM mcp_session_slots
WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
SETTINGS final = 0;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_open_sessions ON CLUSTER `callsight` AS
SELECT DISTINCT session_key AS operations_key
FROM mcp_session_slots
WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
SETTINGS final = 0;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_open_session_calls ON CLUSTER `callsight` AS
WITH windows AS (
    SELECT session_key, operations_key, created, last_activity
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
)
SELECT
    session_key, operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        windows.session_key AS session_key, windows.operations_key AS operations_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM (
        SELECT toString(session_key) AS key, ts, side, outcome, target, arguments_size, arguments_shape, trace_id, span_id
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts BETWEEN (SELECT min(created) FROM windows) AND (SELECT max(last_activity) FROM windows)
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_open_session_calls ON CLUSTER `callsight` AS
WITH windows AS (
    SELECT session_key, operations_key, created, last_activity
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
)
SELECT
    session_key, operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        windows.session_key AS session_key, windows.operations_key AS operations_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM (
        SELECT toString(session_key) AS key, ts, side, outcome, target, arguments_size, arguments_shape, trace_id, span_id
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts BETWEEN (SELECT min(created) FROM windows) AND (SELECT max(last_activity) FROM windows)
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

USE callsight;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

USE callsight_shard;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight_shard;
ALTER TABLE mcp_open_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Keys of sessions that no sealed row may count yet';

USE callsight;
ALTER TABLE mcp_open_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Keys of sessions that no sealed row may count yet';

USE callsight_shard;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

USE callsight;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_session_calls ON CLUSTER `callsight` AS
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_sealed_sessions FINAL
WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
UNION ALL
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_open_session_calls
SETTINGS final = 0;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_session_calls ON CLUSTER `callsight` AS
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_sealed_sessions FINAL
WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
UNION ALL
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_open_session_calls
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of a session went, in their order';

USE callsight;
ALTER TABLE mcp_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of a session went, in their order';

USE callsight_shard;
DROP VIEW IF EXISTS mcp_session_states_from_operations ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_session_states_from_operations ON CLUSTER `callsight`;

USE callsight_shard;
DROP VIEW IF EXISTS mcp_session_states_from_spans ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_session_states_from_spans ON CLUSTER `callsight`;

USE callsight_shard;
DROP VIEW IF EXISTS mcp_session_hours_from_operations ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_session_hours_from_operations ON CLUSTER `callsight`;

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_hours_from_operations ON CLUSTER `callsight` TO mcp_session_hours AS
SELECT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
WHERE session_basis != 'identity'
GROUP BY hour, session_id;

USE callsight_shard;
TRUNCATE TABLE mcp_session_hours ON CLUSTER `callsight`;

USE callsight;
INSERT INTO mcp_session_hours
SELECT DISTINCT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
WHERE session_basis != 'identity';

USE callsight_shard;
ALTER TABLE mcp_session_hours ON CLUSTER `callsight` MODIFY COMMENT 'One hour in which a session was active, except of identities';

USE callsight;
ALTER TABLE mcp_session_hours ON CLUSTER `callsight` MODIFY COMMENT 'One hour in which a session was active, except of identities';

-- 0017_mcp_rollup

USE callsight_shard;
DROP VIEW IF EXISTS mcp_tool_buckets_sealer ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_tool_buckets_sealer ON CLUSTER `callsight`;

USE callsight_shard;
DROP TABLE IF EXISTS mcp_tool_buckets ON CLUSTER `callsight`;

USE callsight;
DROP TABLE IF EXISTS mcp_tool_buckets ON CLUSTER `callsight`;

USE callsight_shard;
ALTER TABLE mcp_hour_arrivals_from_operations ON CLUSTER `callsight` MODIFY QUERY
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
GROUP BY hour;

USE callsight;
INSERT INTO mcp_hour_arrivals
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
GROUP BY hour;

USE callsight_shard;
ALTER TABLE mcp_hour_arrivals ON CLUSTER `callsight`
    MODIFY COMMENT 'Arrival of the newest operation of each hour',
    COMMENT COLUMN hour 'Hour in which operations started';

USE callsight;
ALTER TABLE mcp_hour_arrivals ON CLUSTER `callsight`
    MODIFY COMMENT 'Arrival of the newest operation of each hour',
    COMMENT COLUMN hour 'Hour in which operations started';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_rollup ON CLUSTER `callsight`
(
    kind Enum8('bucket' = 0, 'tool' = 1, 'client' = 2, 'shape' = 3, 'operation' = 4, 'session' = 5) COMMENT 'What the operations are told apart by',
    seconds UInt32 COMMENT 'Width of the bucket: 3600, 21600 or 86400',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    sealed DateTime64(3, 'UTC') COMMENT 'When the bucket was computed; mcp_rollup_seals has the time of rows that are whole',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted',
    siblings UInt32 COMMENT 'Rows of the bucket',
    service LowCardinality(String),
    method LowCardinality(String),
    target LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    transport LowCardinality(String),
    protocol_version LowCardinality(String),
    arguments_shape LowCardinality(String),
    side Enum8('server' = 1, 'client' = 2),
    counted Bool COMMENT 'Not the second view of a tool call',
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
    operations UInt32 COMMENT 'Operations alike in all of this' CODEC(T64, ZSTD(1)),
    duration_ns UInt64 COMMENT 'Of all of them together' CODEC(T64, ZSTD(1)),
    first DateTime64(6, 'UTC') COMMENT 'Start of the first of them' CODEC(ZSTD(1)),
    last DateTime64(6, 'UTC') COMMENT 'Start of the last of them' CODEC(ZSTD(1)),
    latencies Array(UInt16) COMMENT 'Durations: 32 × round(16 × log2(ns)), less than 2.2 % off, and the number of bounds of the heat map up to it' CODEC(ZSTD(1)),
    latency_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    arguments_known UInt32 COMMENT 'Calls whose arguments were measured' CODEC(T64, ZSTD(1)),
    arguments_bytes UInt64 CODEC(T64, ZSTD(1)),
    arguments_max UInt64 CODEC(T64, ZSTD(1)),
    arguments_sizes Array(UInt16) COMMENT 'round(16 × log2(1 + bytes))' CODEC(ZSTD(1)),
    arguments_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    result_known UInt32 COMMENT 'Calls whose results were measured' CODEC(T64, ZSTD(1)),
    result_bytes UInt64 CODEC(T64, ZSTD(1)),
    result_max UInt64 CODEC(T64, ZSTD(1)),
    result_sizes Array(UInt16) COMMENT 'round(16 × log2(1 + bytes))' CODEC(ZSTD(1)),
    result_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    clients Array(LowCardinality(String)) COMMENT 'Names of the clients, of the kind tool' CODEC(ZSTD(1)),
    session_ids Array(UInt64) COMMENT 'cityHash64(session_key) of each session; of the kind session, and of operations with a target by days' CODEC(ZSTD(1)),
    session_operations Array(UInt32) COMMENT 'How many operations of each session' CODEC(ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree(sealed)
PARTITION BY toYYYYMM(start)
PRIMARY KEY (kind, seconds, start, target, service)
ORDER BY (kind, seconds, start, target, service, client_name, client_version, method, transport, protocol_version, arguments_shape, side, counted, outcome)
SETTINGS index_granularity = 512
COMMENT 'Operations by bucket of time, counted once the bucket is quiet; read the views on it instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_rollup ON CLUSTER `callsight` AS callsight_shard.mcp_rollup
ENGINE = Distributed(`callsight`, callsight_shard, mcp_rollup, rand())
COMMENT 'Operations by bucket of time, counted once the bucket is quiet; read the views on it instead';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_rollup_seals ON CLUSTER `callsight`
(
    seconds UInt32 COMMENT 'Width of the bucket',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted; the bucket is valid as long as none is newer',
    sealed DateTime64(3, 'UTC') COMMENT 'Which rows of the bucket count'
)
ENGINE = ReplicatedReplacingMergeTree(sealed)
ORDER BY (seconds, start)
COMMENT 'Buckets of the rollup whose rows are all there';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_rollup_seals ON CLUSTER `callsight` AS callsight_shard.mcp_rollup_seals
ENGINE = Distributed(`callsight`, callsight_shard, mcp_rollup_seals, rand())
COMMENT 'Buckets of the rollup whose rows are all there';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_bucket_arrivals ON CLUSTER `callsight` AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
GROUP BY seconds, start;

USE callsight;
CREATE OR REPLACE VIEW mcp_bucket_arrivals ON CLUSTER `callsight` AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
GROUP BY seconds, start;

USE callsight_shard;
ALTER TABLE mcp_bucket_arrivals ON CLUSTER `callsight` MODIFY COMMENT 'Arrival of the newest operation of each bucket';

USE callsight;
ALTER TABLE mcp_bucket_arrivals ON CLUSTER `callsight` MODIFY COMMENT 'Arrival of the newest operation of each bucket';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_sealed_buckets ON CLUSTER `callsight` AS
SELECT seconds, start, seals.sealed AS sealed
FROM mcp_rollup_seals AS seals FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE seals.arrived >= newest;

USE callsight;
CREATE OR REPLACE VIEW mcp_sealed_buckets ON CLUSTER `callsight` AS
SELECT seconds, start, seals.sealed AS sealed
FROM mcp_rollup_seals AS seals FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE seals.arrived >= newest;

USE callsight_shard;
ALTER TABLE mcp_sealed_buckets ON CLUSTER `callsight` MODIFY COMMENT 'Buckets that count everything that arrived';

USE callsight;
ALTER TABLE mcp_sealed_buckets ON CLUSTER `callsight` MODIFY COMMENT 'Buckets that count everything that arrived';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_rollup_plan ON CLUSTER `callsight` AS
SELECT
    groupArrayIf((seconds, start, sealed), fits) AS fitting,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 86400, fitting)) AS days,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 21600, fitting)) AS six_hours,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 3600, fitting)) AS hours,
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        groupArrayIf(start, has_rows)) AS open_hours
FROM
(
    SELECT
        seconds, start, max(seal) AS sealed,
        sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
            AND {step:UInt32} % seconds = 0 AND seconds >= {narrowest:UInt32}
            AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')} AS fits,
        seconds = 3600 AND max(arrived) > toDateTime64(0, 3, 'UTC')
            AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')} AS has_rows
    FROM
    (
        SELECT seconds, start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived
        FROM mcp_rollup_seals AS s
        UNION ALL
        SELECT
            seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, toDateTime64(0, 3, 'UTC') AS counted,
            toDateTime64(0, 3, 'UTC') AS seal, arrived
        FROM mcp_hour_arrivals
        ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
    )
    WHERE start >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 DAY AND start < {to:DateTime64(6, 'UTC')}
    GROUP BY seconds, start
);

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_rollup_plan ON CLUSTER `callsight` AS
SELECT
    groupArrayIf((seconds, start, sealed), fits) AS fitting,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 86400, fitting)) AS days,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 21600, fitting)) AS six_hours,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 3600, fitting)) AS hours,
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        groupArrayIf(start, has_rows)) AS open_hours
FROM
(
    SELECT
        seconds, start, max(seal) AS sealed,
        sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
            AND {step:UInt32} % seconds = 0 AND seconds >= {narrowest:UInt32}
            AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')} AS fits,
        seconds = 3600 AND max(arrived) > toDateTime64(0, 3, 'UTC')
            AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')} AS has_rows
    FROM
    (
        SELECT seconds, start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived
        FROM mcp_rollup_seals AS s
        UNION ALL
        SELECT
            seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, toDateTime64(0, 3, 'UTC') AS counted,
            toDateTime64(0, 3, 'UTC') AS seal, arrived
        FROM mcp_hour_arrivals
        ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
    )
    WHERE start >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 DAY AND start < {to:DateTime64(6, 'UTC')}
    GROUP BY seconds, start
);

USE callsight_shard;
ALTER TABLE mcp_rollup_plan ON CLUSTER `callsight` MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

USE callsight;
ALTER TABLE mcp_rollup_plan ON CLUSTER `callsight` MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

USE callsight_shard;
DROP VIEW IF EXISTS mcp_tool_buckets_between ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_tool_buckets_between ON CLUSTER `callsight`;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_operation_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = {step:UInt32}, narrowest = 21600, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome,
        toUInt64(operations) AS operation_count, last
    FROM mcp_rollup
    WHERE kind = 'operation' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome, toUInt64(1) AS operation_count, ts AS last
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_operation_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = {step:UInt32}, narrowest = 21600, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome,
        toUInt64(operations) AS operation_count, last
    FROM mcp_rollup
    WHERE kind = 'operation' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome, toUInt64(1) AS operation_count, ts AS last
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_operation_counts ON CLUSTER `callsight` MODIFY COMMENT 'Operations of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight;
ALTER TABLE mcp_operation_counts ON CLUSTER `callsight` MODIFY COMMENT 'Operations of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, method, target, client_name, client_version, transport, protocol_version, side, counted, outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, method, target, client_name, client_version, transport, protocol_version, side, counted, outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

USE callsight;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

USE callsight_shard;
DROP VIEW IF EXISTS mcp_tool_call_sessions ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_tool_call_sessions ON CLUSTER `callsight`;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_stats_1h ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((start, sealed)) FROM mcp_sealed_buckets WHERE seconds = 3600) AS sealed_hours,
    (SELECT arrayExcept(groupUniqArray(hour), sealed_hours.1) FROM mcp_hour_arrivals) AS open_hours
SELECT
    time, service, tool, calls, ok, tool_error, invalid_request, server_error, cancelled, timeout, lost, duration_ns_sum,
    CAST(unhex(hex(quantiles)), 'AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)') AS duration_ns_quantiles
FROM
(
    SELECT
        start AS time, service, target AS tool,
        sum(toUInt64(operations)) AS calls,
        sumIf(toUInt64(operations), outcome = 'ok') AS ok,
        sumIf(toUInt64(operations), outcome = 'tool_error') AS tool_error,
        sumIf(toUInt64(operations), outcome = 'invalid_request') AS invalid_request,
        sumIf(toUInt64(operations), outcome = 'server_error') AS server_error,
        sumIf(toUInt64(operations), outcome = 'cancelled') AS cancelled,
        sumIf(toUInt64(operations), outcome = 'timeout') AS timeout,
        sumIf(toUInt64(operations), outcome = 'lost') AS lost,
        sum(duration_ns) AS duration_ns_sum,
        quantilesTDigestWeightedArrayState(0.5, 0.95, 0.99)(
            arrayMap(latency -> toUInt64(exp2(intDiv(latency, 32) / 16)), latencies), latency_counts) AS quantiles
    FROM mcp_rollup
    WHERE kind = 'tool' AND seconds = 3600 AND counted
        AND (start, sealed) IN (SELECT sealed_hour.1, sealed_hour.2 FROM (SELECT arrayJoin(sealed_hours) AS sealed_hour))
    GROUP BY time, service, tool
    SETTINGS final = 0
)
UNION ALL
SELECT
    toStartOfHour(ts) AS time, service, target AS tool,
    count() AS calls,
    countIf(outcome = 'ok') AS ok,
    countIf(outcome = 'tool_error') AS tool_error,
    countIf(outcome = 'invalid_request') AS invalid_request,
    countIf(outcome = 'server_error') AS server_error,
    countIf(outcome = 'cancelled') AS cancelled,
    countIf(outcome = 'timeout') AS timeout,
    countIf(outcome = 'lost') AS lost,
    sum(duration_ns) AS duration_ns_sum,
    quantilesTDigestState(0.5, 0.95, 0.99)(duration_ns) AS duration_ns_quantiles
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours))
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ))
GROUP BY time, service, tool;

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_stats_1h ON CLUSTER `callsight` AS
WITH
    (SELECT groupArray((start, sealed)) FROM mcp_sealed_buckets WHERE seconds = 3600) AS sealed_hours,
    (SELECT arrayExcept(groupUniqArray(hour), sealed_hours.1) FROM mcp_hour_arrivals) AS open_hours
SELECT
    time, service, tool, calls, ok, tool_error, invalid_request, server_error, cancelled, timeout, lost, duration_ns_sum,
    CAST(unhex(hex(quantiles)), 'AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)') AS duration_ns_quantiles
FROM
(
    SELECT
        start AS time, service, target AS tool,
        sum(toUInt64(operations)) AS calls,
        sumIf(toUInt64(operations), outcome = 'ok') AS ok,
        sumIf(toUInt64(operations), outcome = 'tool_error') AS tool_error,
        sumIf(toUInt64(operations), outcome = 'invalid_request') AS invalid_request,
        sumIf(toUInt64(operations), outcome = 'server_error') AS server_error,
        sumIf(toUInt64(operations), outcome = 'cancelled') AS cancelled,
        sumIf(toUInt64(operations), outcome = 'timeout') AS timeout,
        sumIf(toUInt64(operations), outcome = 'lost') AS lost,
        sum(duration_ns) AS duration_ns_sum,
        quantilesTDigestWeightedArrayState(0.5, 0.95, 0.99)(
            arrayMap(latency -> toUInt64(exp2(intDiv(latency, 32) / 16)), latencies), latency_counts) AS quantiles
    FROM mcp_rollup
    WHERE kind = 'tool' AND seconds = 3600 AND counted
        AND (start, sealed) IN (SELECT sealed_hour.1, sealed_hour.2 FROM (SELECT arrayJoin(sealed_hours) AS sealed_hour))
    GROUP BY time, service, tool
    SETTINGS final = 0
)
UNION ALL
SELECT
    toStartOfHour(ts) AS time, service, target AS tool,
    count() AS calls,
    countIf(outcome = 'ok') AS ok,
    countIf(outcome = 'tool_error') AS tool_error,
    countIf(outcome = 'invalid_request') AS invalid_request,
    countIf(outcome = 'server_error') AS server_error,
    countIf(outcome = 'cancelled') AS cancelled,
    countIf(outcome = 'timeout') AS timeout,
    countIf(outcome = 'lost') AS lost,
    sum(duration_ns) AS duration_ns_sum,
    quantilesTDigestState(0.5, 0.95, 0.99)(duration_ns) AS duration_ns_quantiles
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours))
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ))
GROUP BY time, service, tool;

USE callsight_shard;
ALTER TABLE mcp_tool_stats_1h ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN calls 'Calls that started then',
    COMMENT COLUMN ok 'Calls with the outcome ok',
    COMMENT COLUMN tool_error 'Calls with the outcome tool_error',
    COMMENT COLUMN invalid_request 'Calls with the outcome invalid_request',
    COMMENT COLUMN server_error 'Calls with the outcome server_error',
    COMMENT COLUMN cancelled 'Calls with the outcome cancelled',
    COMMENT COLUMN timeout 'Calls with the outcome timeout',
    COMMENT COLUMN lost 'Calls with the outcome lost',
    COMMENT COLUMN duration_ns_sum 'Nanoseconds of all calls together',
    COMMENT COLUMN duration_ns_quantiles 'State: quantilesTDigestMerge(0.5, 0.95, 0.99)(duration_ns_quantiles) gives nanoseconds';

USE callsight;
ALTER TABLE mcp_tool_stats_1h ON CLUSTER `callsight`
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN calls 'Calls that started then',
    COMMENT COLUMN ok 'Calls with the outcome ok',
    COMMENT COLUMN tool_error 'Calls with the outcome tool_error',
    COMMENT COLUMN invalid_request 'Calls with the outcome invalid_request',
    COMMENT COLUMN server_error 'Calls with the outcome server_error',
    COMMENT COLUMN cancelled 'Calls with the outcome cancelled',
    COMMENT COLUMN timeout 'Calls with the outcome timeout',
    COMMENT COLUMN lost 'Calls with the outcome lost',
    COMMENT COLUMN duration_ns_sum 'Nanoseconds of all calls together',
    COMMENT COLUMN duration_ns_quantiles 'State: quantilesTDigestMerge(0.5, 0.95, 0.99)(duration_ns_quantiles) gives nanoseconds';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_failed_operations ON CLUSTER `callsight`
(
    ts DateTime64(6, 'UTC') COMMENT 'Start' CODEC(Delta(8), ZSTD(1)),
    duration_ns UInt64 COMMENT 'Nanoseconds from start to response or acknowledgement' CODEC(T64, ZSTD(1)),
    service LowCardinality(String) COMMENT 'service.name of the process that reported it',
    service_version LowCardinality(String) COMMENT 'service.version of that process',
    service_instance LowCardinality(String) COMMENT 'service.instance.id',
    side Enum8('server' = 1, 'client' = 2) COMMENT 'server: handled here; client: sent from here',
    method LowCardinality(String) COMMENT 'tools/call, initialize, notifications/cancelled, …',
    target LowCardinality(String) COMMENT 'Tool or prompt; empty where there is none',
    resource_uri String COMMENT 'Resource that was read, subscribed to or updated' CODEC(ZSTD(1)),
    session_key String COMMENT 'Session that it belongs to' CODEC(ZSTD(1)),
    session_basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7)
        COMMENT 'What the session key rests on, strongest first',
    request_id String COMMENT 'JSON-RPC id; empty for notifications' CODEC(ZSTD(1)),
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7)
        COMMENT 'How it ended, by the rules of docs/spans.md; tool_error: the tool’s result says so; invalid_request: the caller’s fault; server_error: any other failure',
    error_type LowCardinality(String) COMMENT 'error.type: JSON-RPC code, tool_error, timeout, cancelled, HTTP status, or class of an exception',
    error_code LowCardinality(String) COMMENT 'JSON-RPC error code',
    error_message String COMMENT 'What the caller was told, where the emitter says it' CODEC(ZSTD(1)),
    protocol_version LowCardinality(String) COMMENT 'Revision of MCP, such as 2025-11-25',
    transport LowCardinality(String) COMMENT 'stdio, http, sse, websocket or in_memory',
    client_name LowCardinality(String) COMMENT 'clientInfo.name of initialize',
    client_version LowCardinality(String) COMMENT 'clientInfo.version of initialize',
    server_name LowCardinality(String) COMMENT 'serverInfo.name',
    server_version LowCardinality(String) COMMENT 'serverInfo.version',
    user_agent LowCardinality(String) COMMENT 'User-Agent of the caller, over HTTP',
    user_id String COMMENT 'Salted hash of the authenticated subject' CODEC(ZSTD(1)),
    address String COMMENT 'Peer' CODEC(ZSTD(1)),
    arguments_size Nullable(UInt64) COMMENT 'Bytes of JSON' CODEC(ZSTD(1)),
    arguments_shape String COMMENT 'Keys and types, as JSON' CODEC(ZSTD(1)),
    result_size Nullable(UInt64) COMMENT 'Bytes of JSON' CODEC(ZSTD(1)),
    result_shape String COMMENT 'Keys and types, as JSON' CODEC(ZSTD(1)),
    trace_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    span_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    parent_span_id String COMMENT 'Lowercase hex' CODEC(ZSTD(1)),
    exchange UInt64 COMMENT 'The same for the client’s and the server’s view of one request' CODEC(ZSTD(1)),
    ingested_at DateTime64(3, 'UTC') COMMENT 'When it was stored' CODEC(Delta(8), ZSTD(1)),
    common_message LowCardinality(String) COMMENT 'error_message, its first 400 characters, with quoted text, URLs, paths, ids and numbers put as what they are',
    fingerprint LowCardinality(String) COMMENT 'Kind of error, 64 bits in hex: of outcome, error_code and common_message (error_type where there is no message)'
)
ENGINE = ReplicatedReplacingMergeTree
PARTITION BY toMonday(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Operations that failed or have an error message; read mcp_errors instead';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_failed_operations ON CLUSTER `callsight` AS callsight_shard.mcp_failed_operations
ENGINE = Distributed(`callsight`, callsight_shard, mcp_failed_operations, cityHash64(trace_id))
COMMENT 'Operations that failed or have an error message; read mcp_errors instead';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_failed_operations_from_operations ON CLUSTER `callsight` TO mcp_failed_operations AS
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations
WHERE outcome NOT IN ('ok', 'cancelled') OR error_message != '';

USE callsight;
INSERT INTO mcp_failed_operations
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations
WHERE outcome NOT IN ('ok', 'cancelled') OR error_message != '';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_errors ON CLUSTER `callsight` AS
SELECT *
FROM mcp_failed_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');

USE callsight;
CREATE OR REPLACE VIEW mcp_errors ON CLUSTER `callsight` AS
SELECT *
FROM mcp_failed_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');

USE callsight_shard;
ALTER TABLE mcp_errors ON CLUSTER `callsight` MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind';

USE callsight;
ALTER TABLE mcp_errors ON CLUSTER `callsight` MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind';

-- 0018_mcp_extraction_in_steps

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_emitted_spans ON CLUSTER `callsight`
(
    Timestamp DateTime64(9),
    TraceId String,
    SpanId String,
    ParentSpanId String,
    SpanName LowCardinality(String),
    SpanKind LowCardinality(String),
    ServiceName LowCardinality(String),
    ResourceAttributes Map(LowCardinality(String), String),
    ScopeName String,
    SpanAttributes Map(LowCardinality(String), String),
    Duration UInt64,
    StatusCode LowCardinality(String),
    StatusMessage String,
    dialect LowCardinality(String)
)
ENGINE = Null
COMMENT 'Spans with the dialect of their emitter, on their way to the extraction; keeps no rows itself';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_emitted_spans ON CLUSTER `callsight` AS callsight_shard.mcp_emitted_spans
ENGINE = Distributed(`callsight`, callsight_shard, mcp_emitted_spans, cityHash64(TraceId))
COMMENT 'Spans with the dialect of their emitter, on their way to the extraction; keeps no rows itself';

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_conventional_spans ON CLUSTER `callsight`
(
    Timestamp DateTime64(9),
    TraceId String,
    SpanId String,
    ParentSpanId String,
    SpanKind LowCardinality(String),
    ServiceName LowCardinality(String),
    ResourceAttributes Map(LowCardinality(String), String),
    SpanAttributes Map(LowCardinality(String), String),
    Duration UInt64,
    StatusCode LowCardinality(String),
    StatusMessage String
)
ENGINE = Null
COMMENT 'Spans of MCP in the names of the conventions, on their way to the extraction; keeps no rows itself';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_conventional_spans ON CLUSTER `callsight` AS callsight_shard.mcp_conventional_spans
ENGINE = Distributed(`callsight`, callsight_shard, mcp_conventional_spans, cityHash64(TraceId))
COMMENT 'Spans of MCP in the names of the conventions, on their way to the extraction; keeps no rows itself';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_spans_from_conventional ON CLUSTER `callsight` TO mcp_spans AS
WITH
    SpanAttributes AS a,
    a['callsight.span.type'] AS type,
    -- Revision 2026-07-28 has no sessions: an id there is the emitter's own, a new one for each request (FastMCP).
    if(a['mcp.protocol.version'] >= '2026-07-28', '', a['mcp.session.id']) AS protocol_session,
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
    -- differ by target. Not by request id: most emitters send none, and the two sides need not be of one emitter.
    cityHash64(TraceId, if(SpanKind = 'Client' OR ParentSpanId = '', SpanId, ParentSpanId), method, target) AS exchange
FROM mcp_conventional_spans;

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_conventional_spans_from_conventions ON CLUSTER `callsight` TO mcp_conventional_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, SpanKind, ServiceName, ResourceAttributes, SpanAttributes, Duration, StatusCode, StatusMessage
FROM mcp_emitted_spans
WHERE dialect = ''
    AND (SpanAttributes['callsight.span.type'] IN ('session', 'heartbeat')
        OR (SpanAttributes['callsight.span.type'] IN ('', 'snapshot') AND SpanAttributes['mcp.method.name'] != ''));

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_conventional_spans_from_dialects ON CLUSTER `callsight` TO mcp_conventional_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId,
    multiIf(
        dialect = 'sentry' AND a['sentry.op'] = 'mcp.notification.server_to_client', 'Client',
        -- Traceloop for Python has no kinds. Only the tools of a FastMCP server have the server's name.
        dialect = 'traceloop' AND kind = 'Internal' AND NOT endsWith(a['traceloop.workflow.name'], '.mcp'), 'Client',
        kind) AS SpanKind,
    ServiceName, ResourceAttributes,
    mapUpdate(
        -- Sentry, older revisions, FastMCP and autotel: the same under another name.
        mapApply((name, value) -> (transform(
            name,
            ['mcp.tool.name', 'mcp.prompt.name', 'mcp.request.id',
             'rpc.jsonrpc.request_id', 'rpc.jsonrpc.error_code', 'rpc.jsonrpc.error_message',
             'mcp.client.name', 'mcp.client.version', 'mcp.server.name', 'mcp.server.version', 'fastmcp.server.name',
             'mcp.tool.arguments.size', 'mcp.arguments.size', 'mcp.tool.result.size', 'mcp.result.size'],
            ['gen_ai.tool.name', 'gen_ai.prompt.name', 'jsonrpc.request.id',
             'jsonrpc.request.id', 'rpc.response.status_code', 'callsight.error.message',
             'callsight.client.name', 'callsight.client.version', 'callsight.server.name', 'callsight.server.version', 'callsight.server.name',
             'callsight.arguments.size', 'callsight.arguments.size', 'callsight.result.size', 'callsight.result.size'],
            name), value), a),
        -- What else an emitter tells, in what it has of its own; an empty value changes nothing.
        mapFilter((name, value) -> value != '', map(
            'mcp.method.name', method,
            'gen_ai.tool.name', multiIf(
                method != 'tools/call', '',
                dialect = 'traceloop', a['traceloop.entity.name'],
                a['component'] = 'modelcontextprotocol_server_tool', SpanName,
                -- dd-trace names the tool in the span of its handler; without a handler only the SDK's text has the name.
                dialect = 'dd-trace', extract(message, '^MCP error -32602: .*?(?:Tool|for tool) ([^ :]+)'),
                ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send tools/call (.*)$'),
                ''),
            'gen_ai.prompt.name', multiIf(
                method != 'prompts/get', '',
                dialect = 'traceloop', JSONExtractString(entity_parameters, 'name'),
                ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send prompts/get (.*)$'),
                ''),
            'error.type', multiIf(
                -- What was open when the connection closed.
                dialect = 'sentry' AND status_message = 'cancelled', 'cancelled',
                -- The TypeScript SDK's client
                startsWith(message, 'MCP error -32001: Request timed out'), 'timeout',
                -- Where a tool's handler throws, the SDK answers isError: these emitters have the exception's class, or nothing.
                method = 'tools/call' AND dialect IN ('sentry', 'traceloop', 'dd-trace', 'autotel')
                    AND (StatusCode = 'Error' OR a['mcp.tool.result.is_error'] = 'true')
                    AND a['error.type'] NOT IN ('cancelled', 'timeout'), 'tool_error',
                ''),
            -- An unknown tool and bad arguments are -32602 in the conventions. SDKs answer them with isError and a text of theirs.
            'rpc.response.status_code', multiIf(
                dialect = 'fastmcp' AND a['error.type'] IN ('NotFoundError', 'DisabledError', 'ValidationError'), '-32602',
                match(message, '^(Unknown tool: |Input validation error: )'), '-32602',
                match(message, '^Error executing tool [^:]+: [0-9]+ validation errors? for [A-Za-z0-9_]+Arguments'), '-32602',
                extract(message, '^MCP error (-[0-9]+)')),
            'callsight.error.message', message,
            'callsight.transport', transform(
                a['mcp.transport'],
                ['StreamableHTTPServerTransport', 'SSEServerTransport', 'StdioServerTransport', 'InMemoryTransport'],
                ['http', 'sse', 'stdio', 'in_memory'],
                ''),
            'mcp.resource.uri', JSONExtractString(entity_parameters, 'uri'),
            'callsight.client.name', JSONExtractString(entity_parameters, 'clientInfo', 'name'),
            'callsight.client.version', JSONExtractString(entity_parameters, 'clientInfo', 'version'),
            'callsight.server.name', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'name'),
            'callsight.server.version', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'version'),
            'mcp.protocol.version', JSONExtractString(a['traceloop.entity.output'], 'protocolVersion'),
            'callsight.arguments', multiIf(
                dialect = 'traceloop' AND entity_parameters != 'null', entity_parameters,
                notEmpty(argument_attributes), concat('{', arrayStringConcat(arrayMap(
                    (name, value) -> concat(toJSONString(substring(name, 22)), ':', value),
                    mapKeys(argument_attributes), mapValues(argument_attributes)), ','), '}'),
                ''),
            'callsight.result', multiIf(
                dialect = 'traceloop', a['traceloop.entity.output'],
                -- Of several parts Sentry sends each apart; one text is what nearly every tool answers.
                a['mcp.tool.result.content'] != '', concat(
                    '{"content":[{"type":"text","text":', toJSONString(a['mcp.tool.result.content']), '}]',
                    if(a['mcp.tool.result.is_error'] = 'true', ',"isError":true}', '}')),
                '')
        ))) AS SpanAttributes,
    Duration, StatusCode, message AS StatusMessage
FROM
(
    SELECT
        *,
        -- Traceloop's content: the parameters of tools/call as {tool_name, arguments}, of other methods bare (Node.js) or in the whole
        -- request (Python).
        a['traceloop.entity.input'] AS entity_input,
        multiIf(
            a['traceloop.span.kind'] = 'tool', JSONExtractRaw(entity_input, 'arguments'),
            JSONHas(entity_input, 'method'), JSONExtractRaw(entity_input, 'params'),
            entity_input) AS entity_parameters,
        -- Sentry has one attribute for each argument, JSON in itself.
        mapFilter((name, value) -> startsWith(name, 'mcp.request.argument.'), a) AS argument_attributes,
        multiIf(
            dialect = 'traceloop', multiIf(
                a['traceloop.span.kind'] = 'tool', 'tools/call',
                endsWith(SpanName, '.mcp'), substring(SpanName, 1, length(SpanName) - 4),
                ''),
            dialect = 'dd-trace', multiIf(
                a['component'] = 'modelcontextprotocol_server' AND SpanName = 'server_tool_call', 'tools/call',
                a['component'] = 'modelcontextprotocol_server', SpanName,
                transform(
                    a['component'],
                    ['modelcontextprotocol_server_tool', 'modelcontextprotocol_list_tools',
                     'modelcontextprotocol_list_resources', 'modelcontextprotocol_read_resource',
                     'modelcontextprotocol_list_prompts', 'modelcontextprotocol_get_prompt'],
                    ['tools/call', 'tools/list', 'resources/list', 'resources/read', 'prompts/list', 'prompts/get'],
                    '')),
            a['mcp.method.name']) AS method,
        -- What the caller was told went wrong.
        multiIf(
            -- Sentry's status message is a word of its own, such as internal_error.
            dialect = 'sentry' AND a['mcp.tool.result.is_error'] = 'true', a['mcp.tool.result.content'],
            dialect = 'sentry' AND status_message IN ('internal_error', 'error'), '',
            dialect = 'dd-trace', replaceRegexpOne(status_message, '^[A-Za-z]*Error: ', ''),
            -- autotel's client has no status message.
            dialect = 'autotel' AND status_message = '' AND a['error.type'] = 'tool_error',
                JSONExtractString(a['gen_ai.tool.call.result'], 'content', 1, 'text'),
            status_message) AS message
    FROM
    (
        SELECT *, SpanAttributes AS a, SpanKind AS kind, StatusMessage AS status_message
        FROM mcp_emitted_spans
        WHERE dialect != ''
    )
)
WHERE method != ''
    -- FastMCP's client makes a span around the SDK's, which is the one that the server's is a child of; a mounted server makes
    -- one inside of the request's.
    AND NOT (ScopeName = 'fastmcp' AND kind != 'Server')
    -- dd-trace's server makes two: the handler's knows the tool's name. The other one counts where no handler ran.
    AND NOT (dialect = 'dd-trace' AND SpanName = 'server_tool_call'
        AND NOT match(message, '^MCP error -32602: (Tool .* (not found|disabled)|Input validation error)'));

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_emitted_spans_from_landing ON CLUSTER `callsight` TO mcp_emitted_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, SpanAttributes, Duration,
    StatusCode, StatusMessage,
    -- An emitter is known by its scope where that is its own, else by attributes that nobody else sends. Ours comes first: it is not
    -- asked the rest.
    multiIf(
        ScopeName = '@callsight/instrumentation' OR SpanAttributes['callsight.span.type'] != '', '',
        ScopeName IN ('fastmcp', 'mcp-python-sdk'), 'fastmcp',
        ScopeName IN ('@traceloop/instrumentation-mcp', 'opentelemetry.instrumentation.mcp.instrumentation'), 'traceloop',
        ScopeName = 'dd-trace-js', 'dd-trace',
        startsWith(SpanAttributes['sentry.op'], 'mcp.'), 'sentry',
        mapContains(SpanAttributes, 'operation.success'), 'autotel',
        hasAny(mapKeys(SpanAttributes), [
            'mcp.tool.name', 'mcp.prompt.name', 'mcp.request.id', 'rpc.jsonrpc.request_id', 'rpc.jsonrpc.error_code']), 'older',
        '') AS dialect
FROM otel_traces_landing
WHERE Timestamp BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY;

USE callsight_shard;
DROP VIEW IF EXISTS mcp_spans_from_landing ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_spans_from_landing ON CLUSTER `callsight`;

-- 0019_mcp_operations_codecs

USE callsight_shard;
ALTER TABLE mcp_operations ON CLUSTER `callsight`
    MODIFY COLUMN service CODEC(ZSTD(1)),
    MODIFY COLUMN service_version CODEC(ZSTD(1)),
    MODIFY COLUMN service_instance CODEC(ZSTD(1)),
    MODIFY COLUMN side CODEC(ZSTD(1)),
    MODIFY COLUMN method CODEC(ZSTD(1)),
    MODIFY COLUMN target CODEC(ZSTD(1)),
    MODIFY COLUMN session_basis CODEC(ZSTD(1)),
    MODIFY COLUMN outcome CODEC(ZSTD(1)),
    MODIFY COLUMN error_type CODEC(ZSTD(1)),
    MODIFY COLUMN error_code CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN server_name CODEC(ZSTD(1)),
    MODIFY COLUMN server_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_agent CODEC(ZSTD(1));

USE callsight;
ALTER TABLE mcp_operations ON CLUSTER `callsight`
    MODIFY COLUMN service CODEC(ZSTD(1)),
    MODIFY COLUMN service_version CODEC(ZSTD(1)),
    MODIFY COLUMN service_instance CODEC(ZSTD(1)),
    MODIFY COLUMN side CODEC(ZSTD(1)),
    MODIFY COLUMN method CODEC(ZSTD(1)),
    MODIFY COLUMN target CODEC(ZSTD(1)),
    MODIFY COLUMN session_basis CODEC(ZSTD(1)),
    MODIFY COLUMN outcome CODEC(ZSTD(1)),
    MODIFY COLUMN error_type CODEC(ZSTD(1)),
    MODIFY COLUMN error_code CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN server_name CODEC(ZSTD(1)),
    MODIFY COLUMN server_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_agent CODEC(ZSTD(1));

-- 0020_mcp_session_kinds

USE callsight_shard;
ALTER TABLE mcp_session_slots ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS kinds SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(
        method String,
        target String,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        side Enum8('server' = 1, 'client' = 2)))) AFTER operations;

USE callsight;
ALTER TABLE mcp_session_slots ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS kinds SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(
        method String,
        target String,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        side Enum8('server' = 1, 'client' = 2)))) AFTER operations;

USE callsight_shard;
ALTER TABLE mcp_session_slots_from_operations ON CLUSTER `callsight` MODIFY QUERY
SELECT
    session_key,
    if(o.session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
    min(o.session_basis) AS session_basis,
    min(ts) AS created,
    max(fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC')) AS last_activity,
    max(if(side = 'server', service, '')) AS server_service,
    max(if(side = 'client', service, '')) AS client_service,
    max(service_version) AS service_version,
    max(protocol_version) AS protocol_version,
    max(transport) AS transport,
    max(client_name) AS client_name,
    max(client_version) AS client_version,
    max(user_id) AS user_id,
    -- Seen by both sides, an exchange counts once; two requests below one parent that is no MCP span differ by their id.
    groupUniqArray(bitOr(
        bitShiftLeft(cityHash64(exchange, request_id), 2),
        toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))) AS operations,
    groupUniqArray((method, target, outcome, side)) AS kinds,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

USE callsight;
INSERT INTO mcp_session_slots (session_key, slot, session_basis, created, kinds)
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')),
    session_basis, ts, [(method, target, outcome, side)]
FROM mcp_operations;

USE callsight_shard;
ALTER TABLE mcp_sealed_sessions ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS `kinds.method` Array(LowCardinality(String)) AFTER longest_run_tool,
    ADD COLUMN IF NOT EXISTS `kinds.target` Array(LowCardinality(String)) AFTER `kinds.method`,
    ADD COLUMN IF NOT EXISTS `kinds.outcome` Array(Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7)) AFTER `kinds.target`,
    ADD COLUMN IF NOT EXISTS `kinds.side` Array(Enum8('server' = 1, 'client' = 2)) AFTER `kinds.outcome`;

USE callsight;
ALTER TABLE mcp_sealed_sessions ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS `kinds.method` Array(LowCardinality(String)) AFTER longest_run_tool,
    ADD COLUMN IF NOT EXISTS `kinds.target` Array(LowCardinality(String)) AFTER `kinds.method`,
    ADD COLUMN IF NOT EXISTS `kinds.outcome` Array(Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7)) AFTER `kinds.target`,
    ADD COLUMN IF NOT EXISTS `kinds.side` Array(Enum8('server' = 1, 'client' = 2)) AFTER `kinds.outcome`;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, kinds, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), groupUniqArrayArray(w.kinds), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, kinds, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), groupUniqArrayArray(w.kinds), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight_shard;
DROP VIEW IF EXISTS mcp_session_sealer ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_session_sealer ON CLUSTER `callsight`;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled',
    COMMENT COLUMN `kinds.method` 'Methods of its operations; with the next three, each combination that they have',
    COMMENT COLUMN `kinds.target` 'Tools and prompts, of the same combinations',
    COMMENT COLUMN `kinds.outcome` 'Outcomes, of the same combinations',
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations';

USE callsight;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled',
    COMMENT COLUMN `kinds.method` 'Methods of its operations; with the next three, each combination that they have',
    COMMENT COLUMN `kinds.target` 'Tools and prompts, of the same combinations',
    COMMENT COLUMN `kinds.outcome` 'Outcomes, of the same combinations',
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations';

USE callsight_shard;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight_shard;
TRUNCATE TABLE mcp_sealed_sessions ON CLUSTER `callsight`;

USE callsight_shard;
TRUNCATE TABLE mcp_session_watermark ON CLUSTER `callsight`;

USE callsight_shard;
DROP TABLE IF EXISTS mcp_session_states ON CLUSTER `callsight`;

USE callsight;
DROP TABLE IF EXISTS mcp_session_states ON CLUSTER `callsight`;

-- 0021_mcp_lighter_reads

USE callsight_shard;
ALTER TABLE mcp_session_slots ON CLUSTER `callsight`
    MODIFY COLUMN created CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN last_activity CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN server_service CODEC(ZSTD(1)),
    MODIFY COLUMN client_service CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_id CODEC(ZSTD(1)),
    MODIFY COLUMN operations CODEC(ZSTD(1)),
    MODIFY COLUMN kinds CODEC(ZSTD(1)),
    MODIFY COLUMN arrived CODEC(Delta(8), ZSTD(1));

USE callsight;
ALTER TABLE mcp_session_slots ON CLUSTER `callsight`
    MODIFY COLUMN created CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN last_activity CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN server_service CODEC(ZSTD(1)),
    MODIFY COLUMN client_service CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_id CODEC(ZSTD(1)),
    MODIFY COLUMN operations CODEC(ZSTD(1)),
    MODIFY COLUMN kinds CODEC(ZSTD(1)),
    MODIFY COLUMN arrived CODEC(Delta(8), ZSTD(1));

USE callsight_shard;
ALTER TABLE mcp_session_slots_from_operations ON CLUSTER `callsight` MODIFY QUERY
SELECT
    session_key,
    if(o.session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
    min(o.session_basis) AS session_basis,
    min(ts) AS created,
    max(fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC')) AS last_activity,
    max(if(side = 'server', service, '')) AS server_service,
    max(if(side = 'client', service, '')) AS client_service,
    max(service_version) AS service_version,
    max(protocol_version) AS protocol_version,
    max(transport) AS transport,
    max(client_name) AS client_name,
    max(client_version) AS client_version,
    max(user_id) AS user_id,
    -- Seen by both sides, an exchange counts once; two requests below one parent that is no MCP span differ by their id.
    groupUniqArray(bitOr(
        bitShiftLeft(bitAnd(cityHash64(exchange, request_id), 281474976710655), 2),
        toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))) AS operations,
    groupUniqArray((method, target, outcome, side)) AS kinds,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, kinds, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), groupUniqArrayArray(w.kinds), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, kinds, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), groupUniqArrayArray(w.kinds), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_quiet_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed
) AS s
SETTINGS final = 0;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_quiet_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_quiet_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as they were sealed: all that mcp_sessions has of a period in which none is open';

USE callsight;
ALTER TABLE mcp_quiet_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as they were sealed: all that mcp_sessions has of a period in which none is open';

USE callsight_shard;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_running_operations ON CLUSTER `callsight` AS
SELECT
    ts, seen, if(seen >= now64(6) - INTERVAL 3 MINUTE, 'running', 'lost') AS state,
    service, toString(side) AS side, method, target, resource_uri, session_key, toString(session_basis) AS session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_snapshots FINAL
WHERE (trace_id, span_id) NOT IN (
    SELECT trace_id, span_id
    FROM mcp_operations
    WHERE ts >= (SELECT min(ts) FROM mcp_snapshots) AND trace_id IN (SELECT trace_id FROM mcp_snapshots)
);

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_running_operations ON CLUSTER `callsight` AS
SELECT
    ts, seen, if(seen >= now64(6) - INTERVAL 3 MINUTE, 'running', 'lost') AS state,
    service, toString(side) AS side, method, target, resource_uri, session_key, toString(session_basis) AS session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_snapshots FINAL
WHERE (trace_id, span_id) NOT IN (
    SELECT trace_id, span_id
    FROM mcp_operations
    WHERE ts >= (SELECT min(ts) FROM mcp_snapshots) AND trace_id IN (SELECT trace_id FROM mcp_snapshots)
);

USE callsight_shard;
ALTER TABLE mcp_running_operations ON CLUSTER `callsight` MODIFY COMMENT 'One operation that has not ended';

USE callsight;
ALTER TABLE mcp_running_operations ON CLUSTER `callsight` MODIFY COMMENT 'One operation that has not ended';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_running ON CLUSTER `callsight` AS
SELECT
    'operation' AS kind, ts, seen, state, service, side, method, target, resource_uri, session_key, session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_running_operations
UNION ALL
SELECT
    'session' AS kind, created AS ts, last_sign_of_life AS seen, 'running' AS state,
    service, '' AS side, '' AS method, '' AS target, '' AS resource_uri, session_key, toString(basis) AS session_basis,
    '' AS request_id, protocol_version, transport, client_name, client_version, user_id, NULL AS arguments_size, '' AS arguments_shape,
    '' AS trace_id, '' AS span_id, '' AS parent_span_id
FROM mcp_sessions
WHERE status IN ('connected', 'idle');

USE callsight;
CREATE OR REPLACE VIEW mcp_running ON CLUSTER `callsight` AS
SELECT
    'operation' AS kind, ts, seen, state, service, side, method, target, resource_uri, session_key, session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_running_operations
UNION ALL
SELECT
    'session' AS kind, created AS ts, last_sign_of_life AS seen, 'running' AS state,
    service, '' AS side, '' AS method, '' AS target, '' AS resource_uri, session_key, toString(basis) AS session_basis,
    '' AS request_id, protocol_version, transport, client_name, client_version, user_id, NULL AS arguments_size, '' AS arguments_shape,
    '' AS trace_id, '' AS span_id, '' AS parent_span_id
FROM mcp_sessions
WHERE status IN ('connected', 'idle');

USE callsight_shard;
ALTER TABLE mcp_running ON CLUSTER `callsight`
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';

USE callsight;
ALTER TABLE mcp_running ON CLUSTER `callsight`
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';

-- 0022_mcp_lighter_views

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_rollup_plan ON CLUSTER `callsight` AS
SELECT
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        hours_with_rows) AS open_hours
FROM
(
    SELECT
        groupArrayIf((seconds, start, sealed), fits) AS fitting,
        groupArrayIf(start, fits AND seconds = 86400) AS days,
        groupArrayIf(start, fits AND seconds = 21600) AS six_hours,
        groupArrayIf(start, fits AND seconds = 3600) AS hours,
        groupArrayIf(start, has_rows) AS hours_with_rows
    FROM
    (
        SELECT
            seconds, start, max(seal) AS sealed,
            sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
                AND {step:UInt32} % seconds = 0 AND seconds >= {narrowest:UInt32}
                AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')} AS fits,
            seconds = 3600 AND max(arrived) > toDateTime64(0, 3, 'UTC')
                AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')} AS has_rows
        FROM
        (
            SELECT seconds, start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived
            FROM mcp_rollup_seals AS s
            UNION ALL
            SELECT
                seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, toDateTime64(0, 3, 'UTC') AS counted,
                toDateTime64(0, 3, 'UTC') AS seal, arrived
            FROM mcp_hour_arrivals
            ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
        )
        WHERE start >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 DAY AND start < {to:DateTime64(6, 'UTC')}
        GROUP BY seconds, start
    )
);

USE callsight;
CREATE OR REPLACE VIEW mcp_rollup_plan ON CLUSTER `callsight` AS
SELECT
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        hours_with_rows) AS open_hours
FROM
(
    SELECT
        groupArrayIf((seconds, start, sealed), fits) AS fitting,
        groupArrayIf(start, fits AND seconds = 86400) AS days,
        groupArrayIf(start, fits AND seconds = 21600) AS six_hours,
        groupArrayIf(start, fits AND seconds = 3600) AS hours,
        groupArrayIf(start, has_rows) AS hours_with_rows
    FROM
    (
        SELECT
            seconds, start, max(seal) AS sealed,
            sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
                AND {step:UInt32} % seconds = 0 AND seconds >= {narrowest:UInt32}
                AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')} AS fits,
            seconds = 3600 AND max(arrived) > toDateTime64(0, 3, 'UTC')
                AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')} AS has_rows
        FROM
        (
            SELECT seconds, start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived
            FROM mcp_rollup_seals AS s
            UNION ALL
            SELECT
                seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, toDateTime64(0, 3, 'UTC') AS counted,
                toDateTime64(0, 3, 'UTC') AS seal, arrived
            FROM mcp_hour_arrivals
            ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
        )
        WHERE start >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 DAY AND start < {to:DateTime64(6, 'UTC')}
        GROUP BY seconds, start
    )
);

USE callsight_shard;
ALTER TABLE mcp_rollup_plan ON CLUSTER `callsight` MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

USE callsight;
ALTER TABLE mcp_rollup_plan ON CLUSTER `callsight` MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight;
CREATE OR REPLACE VIEW mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

USE callsight_shard;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

USE callsight;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_calls_between ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} SETTINGS final = 0)
        SETTINGS final = 0
    ));

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_calls_between ON CLUSTER `callsight` AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} SETTINGS final = 0)
        SETTINGS final = 0
    ));

USE callsight_shard;
ALTER TABLE mcp_tool_calls_between ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls that started in a period, each once';

USE callsight;
ALTER TABLE mcp_tool_calls_between ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls that started in a period, each once';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_open_session_calls ON CLUSTER `callsight` AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    session_key, operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        windows.session_key AS session_key, windows.operations_key AS operations_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM (
        SELECT toString(session_key) AS key, ts, side, outcome, target, arguments_size, arguments_shape, trace_id, span_id
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts BETWEEN reach.1 AND reach.2
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN (
        SELECT session_key, operations_key, created
        FROM mcp_session_windows
        WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight;
CREATE OR REPLACE VIEW mcp_open_session_calls ON CLUSTER `callsight` AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    session_key, operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        windows.session_key AS session_key, windows.operations_key AS operations_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM (
        SELECT toString(session_key) AS key, ts, side, outcome, target, arguments_size, arguments_shape, trace_id, span_id
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts BETWEEN reach.1 AND reach.2
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN (
        SELECT session_key, operations_key, created
        FROM mcp_session_windows
        WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight_shard;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

USE callsight;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

-- 0023_mcp_session_outcomes

USE callsight_shard;
ALTER TABLE mcp_sealed_sessions ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS outcome_mask UInt16
        DEFAULT arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`))
        COMMENT 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s'
        CODEC(T64, ZSTD(1)) AFTER `kinds.side`;

USE callsight;
ALTER TABLE mcp_sealed_sessions ON CLUSTER `callsight`
    ADD COLUMN IF NOT EXISTS outcome_mask UInt16
        DEFAULT arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`))
        COMMENT 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s'
        CODEC(T64, ZSTD(1)) AFTER `kinds.side`;

USE callsight_shard;
ALTER TABLE mcp_sealed_sessions ON CLUSTER `callsight` MATERIALIZE COLUMN outcome_mask;

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`,
        arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`)) AS outcome_mask
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`,
        arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`)) AS outcome_mask
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled',
    COMMENT COLUMN `kinds.method` 'Methods of its operations; with the next three, each combination that they have',
    COMMENT COLUMN `kinds.target` 'Tools and prompts, of the same combinations',
    COMMENT COLUMN `kinds.outcome` 'Outcomes, of the same combinations',
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations',
    COMMENT COLUMN outcome_mask 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s';

USE callsight;
ALTER TABLE mcp_sessions ON CLUSTER `callsight`
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled',
    COMMENT COLUMN `kinds.method` 'Methods of its operations; with the next three, each combination that they have',
    COMMENT COLUMN `kinds.target` 'Tools and prompts, of the same combinations',
    COMMENT COLUMN `kinds.outcome` 'Outcomes, of the same combinations',
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations',
    COMMENT COLUMN outcome_mask 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_quiet_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed
) AS s
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_quiet_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_quiet_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as they were sealed, with how their calls went: all that is to be told of a period in which none is open';

USE callsight;
ALTER TABLE mcp_quiet_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as they were sealed, with how their calls went: all that is to be told of a period in which none is open';

-- 0024_wider_merges

USE callsight_shard;
ALTER TABLE otel_traces ON CLUSTER `callsight` MODIFY SETTING merge_selector_base = 10;

USE callsight_shard;
ALTER TABLE mcp_content ON CLUSTER `callsight` MODIFY SETTING merge_selector_base = 10;

-- 0025_mcp_prompt_variables

USE callsight_shard;
ALTER TABLE otel_traces_from_landing ON CLUSTER `callsight` MODIFY QUERY
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

USE callsight_shard;
ALTER TABLE mcp_conventional_spans_from_conventions ON CLUSTER `callsight` MODIFY QUERY
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

-- 0026_mcp_plan_as_sets

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN plan.2;

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_call_counts ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN plan.2;

USE callsight_shard;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight;
ALTER TABLE mcp_tool_call_counts ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN plan.2;

USE callsight;
CREATE OR REPLACE VIEW mcp_tool_call_shapes ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN plan.2;

USE callsight_shard;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight;
ALTER TABLE mcp_tool_call_shapes ON CLUSTER `callsight` MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN plan.2;

USE callsight;
CREATE OR REPLACE VIEW mcp_operation_sessions ON CLUSTER `callsight` AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN plan.2;

USE callsight_shard;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

USE callsight;
ALTER TABLE mcp_operation_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Which sessions had which operations in a period';

-- 0027_mcp_session_watermark_anew

USE callsight_shard;
TRUNCATE TABLE mcp_session_watermark ON CLUSTER `callsight`;

-- 0028_mcp_lighter_sessions

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
SELECT
    if(number = 0, operations_key, concat(operations_key, '@', toString(toUnixTimestamp(created)))) AS session_key,
    operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        s.session_key AS operations_key,
        arrayCount(cut -> cut.1 <= s.slot, identity.cuts) AS number,
        min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
        max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
        max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
        max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
        max(s.client_version) AS client_version, max(s.user_id) AS user_id,
        groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds,
        greatest(max(s.arrived), max(identity.arrival)) AS arrived
    FROM mcp_session_slots AS s
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts, max(arrival) AS arrival
        FROM (
            SELECT
                session_key, slot, min(created) AS begin, max(arrived) AS arrival,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON s.session_key = identity.session_key
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight;
CREATE OR REPLACE VIEW mcp_session_windows ON CLUSTER `callsight` AS
SELECT
    if(number = 0, operations_key, concat(operations_key, '@', toString(toUnixTimestamp(created)))) AS session_key,
    operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        s.session_key AS operations_key,
        arrayCount(cut -> cut.1 <= s.slot, identity.cuts) AS number,
        min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
        max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
        max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
        max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
        max(s.client_version) AS client_version, max(s.user_id) AS user_id,
        groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds,
        greatest(max(s.arrived), max(identity.arrival)) AS arrived
    FROM mcp_session_slots AS s
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts, max(arrival) AS arrival
        FROM (
            SELECT
                session_key, slot, min(created) AS begin, max(arrived) AS arrival,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON s.session_key = identity.session_key
    GROUP BY operations_key, number
)
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight;
ALTER TABLE mcp_session_windows ON CLUSTER `callsight` MODIFY COMMENT 'Sessions as slots make them, without status';

USE callsight_shard;
CREATE OR REPLACE VIEW mcp_open_session_calls ON CLUSTER `callsight` AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    if(begin = toDateTime64(0, 6, 'UTC'), operations_key, concat(operations_key, '@', toString(toUnixTimestamp(begin)))) AS session_key,
    operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        toString(call.session_key) AS operations_key,
        if(session_basis = 'identity', arrayLast(cut -> cut.1 <= call.ts, identity.cuts).2, toDateTime64(0, 6, 'UTC')) AS begin,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM mcp_operations AS call FINAL
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts
        FROM (
            SELECT
                session_key, slot, min(created) AS begin,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON call.session_key = identity.session_key
    WHERE method = 'tools/call'
        AND ts BETWEEN reach.1 AND reach.2
        AND call.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY operations_key, begin, side
)
GROUP BY operations_key, begin
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight;
CREATE OR REPLACE VIEW mcp_open_session_calls ON CLUSTER `callsight` AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    if(begin = toDateTime64(0, 6, 'UTC'), operations_key, concat(operations_key, '@', toString(toUnixTimestamp(begin)))) AS session_key,
    operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        toString(call.session_key) AS operations_key,
        if(session_basis = 'identity', arrayLast(cut -> cut.1 <= call.ts, identity.cuts).2, toDateTime64(0, 6, 'UTC')) AS begin,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM mcp_operations AS call FINAL
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts
        FROM (
            SELECT
                session_key, slot, min(created) AS begin,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON call.session_key = identity.session_key
    WHERE method = 'tools/call'
        AND ts BETWEEN reach.1 AND reach.2
        AND call.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY operations_key, begin, side
)
GROUP BY operations_key, begin
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

USE callsight_shard;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

USE callsight;
ALTER TABLE mcp_open_session_calls ON CLUSTER `callsight` MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

USE callsight_shard;
CREATE VIEW IF NOT EXISTS mcp_unsealed_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool
    FROM (SELECT * FROM mcp_session_windows WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)) AS windows
    LEFT JOIN mcp_open_session_calls AS calls USING (session_key, operations_key)
) AS s
SETTINGS final = 0;

USE callsight;
CREATE VIEW IF NOT EXISTS mcp_unsealed_sessions ON CLUSTER `callsight` AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool
    FROM (SELECT * FROM mcp_session_windows WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)) AS windows
    LEFT JOIN mcp_open_session_calls AS calls USING (session_key, operations_key)
) AS s
SETTINGS final = 0;

USE callsight_shard;
ALTER TABLE mcp_unsealed_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions of open keys as they are now, with how their calls went';

USE callsight;
ALTER TABLE mcp_unsealed_sessions ON CLUSTER `callsight` MODIFY COMMENT 'Sessions of open keys as they are now, with how their calls went';

-- 0029_mcp_lighter_rollup

USE callsight_shard;
ALTER TABLE mcp_rollup ON CLUSTER `callsight` MODIFY SETTING min_compress_block_size = 16384;

USE callsight_shard;
ALTER TABLE mcp_rollup ON CLUSTER `callsight`
    MODIFY COLUMN first CODEC(T64, ZSTD(1)),
    MODIFY COLUMN last CODEC(T64, ZSTD(1)),
    MODIFY COLUMN latencies CODEC(Delta(2), ZSTD(1)),
    MODIFY COLUMN latency_counts CODEC(T64, ZSTD(1));

USE callsight;
ALTER TABLE mcp_rollup ON CLUSTER `callsight`
    MODIFY COLUMN first CODEC(T64, ZSTD(1)),
    MODIFY COLUMN last CODEC(T64, ZSTD(1)),
    MODIFY COLUMN latencies CODEC(Delta(2), ZSTD(1)),
    MODIFY COLUMN latency_counts CODEC(T64, ZSTD(1));

USE callsight_shard;
ALTER TABLE mcp_operations ON CLUSTER `callsight` MODIFY COLUMN arguments_shape LowCardinality(String) CODEC(ZSTD(1));

USE callsight;
ALTER TABLE mcp_operations ON CLUSTER `callsight` MODIFY COLUMN arguments_shape LowCardinality(String) CODEC(ZSTD(1));

-- 0030_mcp_dialect_spans

USE callsight_shard;
CREATE TABLE IF NOT EXISTS mcp_dialect_spans ON CLUSTER `callsight`
(
    Timestamp DateTime64(9),
    TraceId String,
    SpanId String,
    ParentSpanId String,
    SpanName LowCardinality(String),
    SpanKind LowCardinality(String),
    ServiceName LowCardinality(String),
    ResourceAttributes Map(LowCardinality(String), String),
    ScopeName String,
    SpanAttributes Map(LowCardinality(String), String),
    Duration UInt64,
    StatusCode LowCardinality(String),
    StatusMessage String,
    dialect LowCardinality(String)
)
ENGINE = Null
COMMENT 'Spans of emitters that speak a dialect, on their way to the extraction; keeps no rows itself';

USE callsight;
CREATE TABLE IF NOT EXISTS mcp_dialect_spans ON CLUSTER `callsight` AS callsight_shard.mcp_dialect_spans
ENGINE = Distributed(`callsight`, callsight_shard, mcp_dialect_spans, cityHash64(TraceId))
COMMENT 'Spans of emitters that speak a dialect, on their way to the extraction; keeps no rows itself';

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_conventional_spans_from_dialect_spans ON CLUSTER `callsight` TO mcp_conventional_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId,
    multiIf(
        dialect = 'sentry' AND a['sentry.op'] = 'mcp.notification.server_to_client', 'Client',
        -- Traceloop for Python has no kinds. Only the tools of a FastMCP server have the server's name.
        dialect = 'traceloop' AND kind = 'Internal' AND NOT endsWith(a['traceloop.workflow.name'], '.mcp'), 'Client',
        kind) AS SpanKind,
    ServiceName, ResourceAttributes,
    mapUpdate(
        -- Sentry, older revisions, FastMCP and autotel: the same under another name.
        mapApply((name, value) -> (transform(
            name,
            ['mcp.tool.name', 'mcp.prompt.name', 'mcp.request.id',
             'rpc.jsonrpc.request_id', 'rpc.jsonrpc.error_code', 'rpc.jsonrpc.error_message',
             'mcp.client.name', 'mcp.client.version', 'mcp.server.name', 'mcp.server.version', 'fastmcp.server.name',
             'mcp.tool.arguments.size', 'mcp.arguments.size', 'mcp.tool.result.size', 'mcp.result.size'],
            ['gen_ai.tool.name', 'gen_ai.prompt.name', 'jsonrpc.request.id',
             'jsonrpc.request.id', 'rpc.response.status_code', 'callsight.error.message',
             'callsight.client.name', 'callsight.client.version', 'callsight.server.name', 'callsight.server.version', 'callsight.server.name',
             'callsight.arguments.size', 'callsight.arguments.size', 'callsight.result.size', 'callsight.result.size'],
            name), value), a),
        -- What else an emitter tells, in what it has of its own; an empty value changes nothing.
        mapFilter((name, value) -> value != '', map(
            'mcp.method.name', method,
            'gen_ai.tool.name', multiIf(
                method != 'tools/call', '',
                dialect = 'traceloop', a['traceloop.entity.name'],
                a['component'] = 'modelcontextprotocol_server_tool', SpanName,
                -- dd-trace names the tool in the span of its handler; without a handler only the SDK's text has the name.
                dialect = 'dd-trace', extract(message, '^MCP error -32602: .*?(?:Tool|for tool) ([^ :]+)'),
                ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send tools/call (.*)$'),
                ''),
            'gen_ai.prompt.name', multiIf(
                method != 'prompts/get', '',
                dialect = 'traceloop', JSONExtractString(entity_parameters, 'name'),
                ScopeName = 'mcp-python-sdk', extract(SpanName, '^MCP send prompts/get (.*)$'),
                ''),
            'error.type', multiIf(
                -- What was open when the connection closed.
                dialect = 'sentry' AND status_message = 'cancelled', 'cancelled',
                -- The TypeScript SDK's client
                startsWith(message, 'MCP error -32001: Request timed out'), 'timeout',
                -- Where a tool's handler throws, the SDK answers isError: these emitters have the exception's class, or nothing.
                method = 'tools/call' AND dialect IN ('sentry', 'traceloop', 'dd-trace', 'autotel')
                    AND (StatusCode = 'Error' OR a['mcp.tool.result.is_error'] = 'true')
                    AND a['error.type'] NOT IN ('cancelled', 'timeout'), 'tool_error',
                ''),
            -- An unknown tool and bad arguments are -32602 in the conventions. SDKs answer them with isError and a text of theirs.
            'rpc.response.status_code', multiIf(
                dialect = 'fastmcp' AND a['error.type'] IN ('NotFoundError', 'DisabledError', 'ValidationError'), '-32602',
                match(message, '^(Unknown tool: |Input validation error: )'), '-32602',
                match(message, '^Error executing tool [^:]+: [0-9]+ validation errors? for [A-Za-z0-9_]+Arguments'), '-32602',
                extract(message, '^MCP error (-[0-9]+)')),
            'callsight.error.message', message,
            'callsight.transport', transform(
                a['mcp.transport'],
                ['StreamableHTTPServerTransport', 'SSEServerTransport', 'StdioServerTransport', 'InMemoryTransport'],
                ['http', 'sse', 'stdio', 'in_memory'],
                ''),
            'mcp.resource.uri', JSONExtractString(entity_parameters, 'uri'),
            'callsight.client.name', JSONExtractString(entity_parameters, 'clientInfo', 'name'),
            'callsight.client.version', JSONExtractString(entity_parameters, 'clientInfo', 'version'),
            'callsight.server.name', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'name'),
            'callsight.server.version', JSONExtractString(a['traceloop.entity.output'], 'serverInfo', 'version'),
            'mcp.protocol.version', JSONExtractString(a['traceloop.entity.output'], 'protocolVersion'),
            'callsight.arguments', multiIf(
                dialect = 'traceloop' AND entity_parameters != 'null', entity_parameters,
                notEmpty(argument_attributes), concat('{', arrayStringConcat(arrayMap(
                    (name, value) -> concat(toJSONString(substring(name, 22)), ':', value),
                    mapKeys(argument_attributes), mapValues(argument_attributes)), ','), '}'),
                ''),
            'callsight.result', multiIf(
                dialect = 'traceloop', a['traceloop.entity.output'],
                -- Of several parts Sentry sends each apart; one text is what nearly every tool answers.
                a['mcp.tool.result.content'] != '', concat(
                    '{"content":[{"type":"text","text":', toJSONString(a['mcp.tool.result.content']), '}]',
                    if(a['mcp.tool.result.is_error'] = 'true', ',"isError":true}', '}')),
                '')
        ))) AS SpanAttributes,
    Duration, StatusCode, message AS StatusMessage
FROM
(
    SELECT
        *,
        -- Traceloop's content: the parameters of tools/call as {tool_name, arguments}, of other methods bare (Node.js) or in the whole
        -- request (Python).
        a['traceloop.entity.input'] AS entity_input,
        multiIf(
            a['traceloop.span.kind'] = 'tool', JSONExtractRaw(entity_input, 'arguments'),
            JSONHas(entity_input, 'method'), JSONExtractRaw(entity_input, 'params'),
            entity_input) AS entity_parameters,
        -- Sentry has one attribute for each argument, JSON in itself.
        mapFilter((name, value) -> startsWith(name, 'mcp.request.argument.'), a) AS argument_attributes,
        multiIf(
            dialect = 'traceloop', multiIf(
                a['traceloop.span.kind'] = 'tool', 'tools/call',
                endsWith(SpanName, '.mcp'), substring(SpanName, 1, length(SpanName) - 4),
                ''),
            dialect = 'dd-trace', multiIf(
                a['component'] = 'modelcontextprotocol_server' AND SpanName = 'server_tool_call', 'tools/call',
                a['component'] = 'modelcontextprotocol_server', SpanName,
                transform(
                    a['component'],
                    ['modelcontextprotocol_server_tool', 'modelcontextprotocol_list_tools',
                     'modelcontextprotocol_list_resources', 'modelcontextprotocol_read_resource',
                     'modelcontextprotocol_list_prompts', 'modelcontextprotocol_get_prompt'],
                    ['tools/call', 'tools/list', 'resources/list', 'resources/read', 'prompts/list', 'prompts/get'],
                    '')),
            a['mcp.method.name']) AS method,
        -- What the caller was told went wrong.
        multiIf(
            -- Sentry's status message is a word of its own, such as internal_error.
            dialect = 'sentry' AND a['mcp.tool.result.is_error'] = 'true', a['mcp.tool.result.content'],
            dialect = 'sentry' AND status_message IN ('internal_error', 'error'), '',
            dialect = 'dd-trace', replaceRegexpOne(status_message, '^[A-Za-z]*Error: ', ''),
            -- autotel's client has no status message.
            dialect = 'autotel' AND status_message = '' AND a['error.type'] = 'tool_error',
                JSONExtractString(a['gen_ai.tool.call.result'], 'content', 1, 'text'),
            status_message) AS message
    FROM
    (
        SELECT *, SpanAttributes AS a, SpanKind AS kind, StatusMessage AS status_message
        FROM mcp_dialect_spans
    )
)
WHERE method != ''
    -- FastMCP's client makes a span around the SDK's, which is the one that the server's is a child of; a mounted server makes
    -- one inside of the request's.
    AND NOT (ScopeName = 'fastmcp' AND kind != 'Server')
    -- dd-trace's server makes two: the handler's knows the tool's name. The other one counts where no handler ran.
    AND NOT (dialect = 'dd-trace' AND SpanName = 'server_tool_call'
        AND NOT match(message, '^MCP error -32602: (Tool .* (not found|disabled)|Input validation error)'));

USE callsight_shard;
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_dialect_spans_from_emitted ON CLUSTER `callsight` TO mcp_dialect_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, SpanAttributes, Duration,
    StatusCode, StatusMessage, dialect
FROM mcp_emitted_spans
WHERE dialect != '';

USE callsight_shard;
DROP VIEW IF EXISTS mcp_conventional_spans_from_dialects ON CLUSTER `callsight`;

USE callsight;
DROP VIEW IF EXISTS mcp_conventional_spans_from_dialects ON CLUSTER `callsight`;
