-- The engine plans the query of a view for each insert that reaches it, which for the dialects took a tenth of an insert although most have no span
-- of theirs: such spans go through a table of their own, which others do not reach. An upgrade of a running system extracts what
-- arrives between the first and the last statement twice, which changes nothing.
CREATE TABLE IF NOT EXISTS mcp_dialect_spans
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

-- Every other emitter's spans in the names of the conventions. Recorded spans of each are in clickhouse/emitters.
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_conventional_spans_from_dialect_spans TO mcp_conventional_spans AS
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

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_dialect_spans_from_emitted TO mcp_dialect_spans AS
SELECT
    Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, SpanAttributes, Duration,
    StatusCode, StatusMessage, dialect
FROM mcp_emitted_spans
WHERE dialect != '';

DROP VIEW IF EXISTS mcp_conventional_spans_from_dialects;
