-- Spans of the sessions that start in the batch, in the landing table's layout. Everything follows from the seed, the batch and
-- the number of the session: the same parameters make the same rows.
--   clients and tools   zipf; durations log-normal, with a median of the tool's own between 4 ms and 2 s
--   sessions            log-normal lengths (mean 32 operations), log-normal gaps (stdio: median 20 s; http: 6 s)
--   session keys        stdio: of the connection; http: of the protocol, one in eight an identity that comes back
--   both sides          a quarter of the clients report their view, too
--   errors              3% of a tool's calls on average, few messages with a changing part
--   content             arguments of about 170 bytes, results of about 700, many of them seen before; none before {content_from}
INSERT INTO otel_traces_landing
    (Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, ScopeVersion,
     SpanAttributes, Duration, StatusCode, StatusMessage)
WITH
    (key -> (cityHash64(key) % 1000003 + 0.5) / 1000003) AS uniform,
    (key -> sqrt(-2 * log(uniform((key, 1)))) * cos(2 * pi() * uniform((key, 2)))) AS normal,
    ['files', 'search', 'tickets', 'database', 'browser'] AS services,
    ['read_file', 'search', 'get_issue', 'run_query', 'open_page', 'list_directory', 'write_file', 'fetch_url', 'create_comment',
     'list_tables', 'click', 'screenshot'] AS verbs,
    ['claude-desktop', 'cursor', 'vscode', 'goose', 'agent-runtime', 'zed', 'inspector', 'custom-bot'] AS clients,
    ['report', 'the', 'customer', 'order', 'of', 'and', 'failed', 'with', 'status', 'pending', 'invoice', 'module', 'function', 'returns',
     'value', 'to', 'config', 'server', 'request', 'in', 'update', 'schema', 'index', 'cache', 'retry', 'after', 'before', 'user', 'team',
     'meeting', 'notes', 'draft', 'release', 'version', 'branch', 'merge', 'review', 'approved', 'deploy', 'cluster', 'node', 'memory',
     'limit', 'exceeded', 'latency', 'average', 'total', 'for', 'each', 'region', 'europe', 'asia', 'north', 'price', 'amount', 'currency',
     'payment', 'shipping', 'address', 'email', 'contact', 'account', 'active', 'disabled', 'archived', 'document'] AS words,
    ((key, length) -> arrayStringConcat(arrayMap(n -> words[1 + cityHash64(key, n) % 66], range(length)), ' ')) AS prose,
    ['ENOENT: no such file or directory, open ''/workspace/src/%.ts''', 'Rate limit exceeded: retry after % seconds',
     'column "c%" does not exist', 'Issue % not found', 'Navigation timeout of 30000 ms exceeded', 'permission denied for table t%',
     'Request failed with status code 502', 'Element e% is not clickable'] AS messages
SELECT
    at AS Timestamp,
    lower(concat(hex(reinterpretAsFixedString(cityHash64(session, turn, 'trace'))), hex(reinterpretAsFixedString(cityHash64(session, turn, 'trace', 2))))) AS TraceId,
    if(side = 'Client', client_span, server_span) AS SpanId,
    if(side = 'Server' AND seen_by_client, client_span, '') AS ParentSpanId,
    if(target = '', method, concat(method, ' ', target)) AS SpanName,
    side AS SpanKind,
    if(side = 'Client', concat(client, '-host'), service) AS ServiceName,
    map('service.name', ServiceName, 'service.version', '1.4.2', 'service.instance.id', concat(ServiceName, '-', toString(session % 4)),
        'host.name', concat('node-', toString(session % 7)), 'process.runtime.name', 'nodejs', 'process.runtime.version', '22.11.0',
        'telemetry.sdk.language', 'nodejs', 'telemetry.sdk.name', 'opentelemetry', 'telemetry.sdk.version', '2.12.0') AS ResourceAttributes,
    '@callsight/instrumentation' AS ScopeName,
    '0.1.0' AS ScopeVersion,
    mapFilter((name, value) -> value != '', map(
        'mcp.method.name', method,
        'gen_ai.tool.name', if(method = 'tools/call', target, ''),
        'gen_ai.prompt.name', if(method = 'prompts/get', target, ''),
        'gen_ai.operation.name', if(method = 'tools/call', 'execute_tool', ''),
        'mcp.resource.uri', if(method = 'resources/read', concat('file:///workspace/', toString(operation % 500), '.md'), ''),
        'jsonrpc.request.id', if(startsWith(method, 'notifications/'), '', toString(step)),
        'mcp.protocol.version', protocol,
        'mcp.session.id', if(basis = 'protocol', key, ''),
        'callsight.session.key', key,
        'callsight.session.basis', basis,
        'callsight.transport', if(stdio, 'stdio', 'http'),
        'network.transport', if(stdio, 'pipe', 'tcp'),
        'callsight.client.name', client,
        'callsight.client.version', client_version,
        'callsight.server.name', service,
        'callsight.server.version', '1.4.2',
        'client.address', if(stdio OR side = 'Client', '', concat('10.0.', toString(session % 16), '.', toString(session % 250))),
        'callsight.user', if(stdio, '', lower(hex(reinterpretAsFixedString(cityHash64(session % 2000))))),
        'error.type', error,
        'rpc.response.status_code', if(startsWith(error, '-'), error, ''),
        'callsight.arguments.size', if(target = '', '', toString(length(arguments_text))),
        'callsight.arguments.shape', if(target = '', '', '{"path":"string","query":"string","limit":"number"}'),
        'callsight.result.size', if(target = '', '', toString(length(result_text))),
        'gen_ai.tool.call.arguments', if(captured, arguments_text, ''),
        'gen_ai.tool.call.result', if(captured, result_text, ''))) AS SpanAttributes,
    duration + if(side = 'Client', 800000 + operation % 3000000, 0) AS Duration,
    if(error = '' OR error = '-32602', 'Unset', 'Error') AS StatusCode,
    if(error IN ('', 'cancelled'), '', replaceOne(messages[1 + cityHash64(target, operation % 3) % 8], '%', toString(operation % 400))) AS StatusMessage
FROM
(
    SELECT
        *,
        arrayJoin(if(seen_by_client, ['Client', 'Server'], ['Server'])) AS side,
        cityHash64(session, step) AS operation,
        intDiv(step, 4) AS turn,
        started + toIntervalMicrosecond(toUInt64(offset * 1e6)) - if(side = 'Client', toIntervalMicrosecond(400), toIntervalMicrosecond(0)) AS at,
        lower(hex(reinterpretAsFixedString(cityHash64(operation, 'client')))) AS client_span,
        lower(hex(reinterpretAsFixedString(cityHash64(operation, 'server')))) AS server_span,
        operation % 100 AS draw,
        multiIf(
            step = 0, 'initialize', step = 1, 'notifications/initialized', step = 2, 'tools/list',
            draw < 85, 'tools/call', draw < 90, 'resources/read', draw < 94, 'ping', draw < 97, 'prompts/get', 'tools/list') AS method,
        multiIf(
            method = 'tools/call', verbs[1 + (toUInt32(pow(13, uniform((operation, 'tool')))) - 1 + cityHash64(service) % 12) % 12],
            method = 'prompts/get', 'summarize', '') AS target,
        toUInt64(1e6 * multiIf(
            method = 'tools/call', 4 * exp(6.2 * uniform((service, target)) + 0.8 * normal((operation, 'duration'))),
            exp(0.8 + 0.6 * normal((operation, 'duration'))))) AS duration,
        uniform((operation, 'error')) / (2 * uniform((service, target, 'errors'))) AS luck,
        if(method != 'tools/call', '', multiIf(
            luck < 0.018, 'tool_error', luck < 0.024, '-32602', luck < 0.027, '-32603', luck < 0.0285, 'timeout', luck < 0.03, 'cancelled', '')) AS error,
        method = 'tools/call' AND at >= {content_from:DateTime64(3, 'UTC')} AS captured,
        -- Agents read the same things again: most results are one of two hundred of the tool.
        if(operation % 10 < 7, cityHash64(target, toUInt32(pow(200, uniform((operation, 'document'))))), operation) AS document,
        if(captured, concat('{"path":"/workspace/', words[1 + operation % 66], '/', words[1 + intDiv(operation, 66) % 66], '.ts","query":"',
            prose(document, 6 + operation % 20), '","limit":', toString(operation % 100), '}'), '') AS arguments_text,
        if(captured, concat('{"content":[{"type":"text","text":"', prose(document, 40 + document % 130), '"}]}'), '') AS result_text
    FROM
    (
        SELECT *, arrayJoin(arrayZip(offsets, range(length))) AS place, place.1 AS offset, toUInt32(place.2) AS step
        FROM
        (
            SELECT
                cityHash64({seed:UInt64}, {batch:UInt64}, number) AS session,
                fromUnixTimestamp64Micro(toInt64({from:Int64} * 1000000 + toUInt64(uniform((session, 'start')) * ({to:Int64} - {from:Int64}) * 1e6)), 'UTC') AS started,
                clients[least(8, toUInt32(pow(9, uniform((session, 'client')))))] AS client,
                concat('1.', toString(session % 3), '.0') AS client_version,
                services[least(5, toUInt32(pow(6, uniform((session, 'service')))))] AS service,
                uniform((session, 'transport')) < 0.4 AS stdio,
                uniform((client, service, 'both')) < 0.25 AS seen_by_client,
                if(stdio OR session % 3 > 0, '2025-11-25', '2025-06-18') AS protocol,
                multiIf(stdio, 'connection', uniform((session, 'basis')) < 0.875, 'protocol', 'identity') AS basis,
                if(basis = 'identity', lower(hex(reinterpretAsFixedString(cityHash64('identity', session % 300)))), toString(reinterpretAsUUID(toUInt128(session) * 18446744073709551557 + cityHash64(session)))) AS key,
                toUInt32(least(2000, 3 + exp(2.8 + 1.07 * normal((session, 'length'))))) AS length,
                arrayCumSum(arrayMap(n -> exp(if(stdio, 3.0, 1.8) + 1.4 * normal((session, n, 'gap'))), range(length))) AS offsets
            FROM numbers({sessions:UInt64})
        )
    )
)
