-- What tables, views and columns mean, where their definitions do not say so: docs/schema.md is made of these comments. A column of a view
-- that means the same as the column of that name where the view reads it needs none.

ALTER TABLE mcp_operations
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

ALTER TABLE mcp_content
    COMMENT COLUMN trace_id 'Lowercase hex',
    COMMENT COLUMN span_id 'Lowercase hex',
    COMMENT COLUMN arguments_truncated 'Whether arguments were cut to the cap',
    COMMENT COLUMN result_truncated 'Whether the result was cut to the cap';

ALTER TABLE mcp_tool_calls MODIFY COMMENT 'One tool execution, once: the server’s view where there is one, else the client’s';

ALTER TABLE mcp_errors
    MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind',
    COMMENT COLUMN common_message 'error_message, its first 400 characters, with quoted text, URLs, paths, ids and numbers put as what they are',
    COMMENT COLUMN fingerprint 'Kind of error, 64 bits in hex: of outcome, error_code and common_message (error_type where there is no message)';

ALTER TABLE mcp_sessions
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

ALTER TABLE mcp_running
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';

ALTER TABLE mcp_tool_stats_1m
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

ALTER TABLE mcp_tool_stats_1h
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour';

ALTER TABLE mcp_surfaces
    COMMENT COLUMN first_listed 'First time on that day',
    COMMENT COLUMN last_listed 'Last time on that day';

ALTER TABLE mcp_listed_tools
    MODIFY COMMENT 'One definition of one tool that a service listed',
    COMMENT COLUMN tool 'Name of the tool',
    COMMENT COLUMN definition_hash 'Hex, over the definition',
    COMMENT COLUMN bytes 'Size of the definition’s JSON',
    COMMENT COLUMN tokens 'Estimate: a quarter of the bytes',
    COMMENT COLUMN first_listed 'First time that it was listed',
    COMMENT COLUMN last_listed 'Last time that it was listed',
    COMMENT COLUMN current '1: in the service’s newest list, or in one of the hour before it; else 0';

ALTER TABLE mcp_bucket_arrivals MODIFY COMMENT 'Arrival of the newest tool call of each bucket';

ALTER TABLE mcp_sealed_buckets MODIFY COMMENT 'Buckets that count everything that arrived';

ALTER TABLE mcp_tool_buckets_between MODIFY COMMENT 'Widest sealed buckets inside of a period that fit into its steps';

ALTER TABLE mcp_tool_call_counts MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

ALTER TABLE mcp_tool_call_sessions MODIFY COMMENT 'Which sessions called which tool in a period';

ALTER TABLE mcp_tool_calls_between MODIFY COMMENT 'Tool calls that started in a period, each once';

ALTER TABLE otel_traces
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

ALTER TABLE otel_traces_rejected
    COMMENT COLUMN service 'service.name of the sender',
    COMMENT COLUMN spans 'How many; rows of one key are still to be summed';

ALTER TABLE otel_logs
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

ALTER TABLE otel_metrics_gauge
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

ALTER TABLE otel_metrics_sum
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

ALTER TABLE otel_metrics_histogram
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

ALTER TABLE otel_metrics_exponential_histogram
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

ALTER TABLE otel_metrics_summary
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
