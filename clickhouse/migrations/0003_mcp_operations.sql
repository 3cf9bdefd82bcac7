-- One MCP request or notification, seen from one side. Readers use FINAL (the readers' profile sets it): a row that
-- arrives twice has the same key and counts once. Ordered by time: lists read their newest page without sorting, and a
-- session lies within its own time range.
CREATE TABLE IF NOT EXISTS mcp_operations
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
ENGINE = ReplacingMergeTree
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
-- A day that has gone quiet becomes one part: FINAL costs nothing there.
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'One MCP request or notification, seen from one side';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_operations_from_spans TO mcp_operations AS
SELECT * EXCEPT (span_type, end_reason, arguments, arguments_truncated, result, result_truncated)
FROM mcp_spans
WHERE span_type = 'operation';

-- Arguments and results, stored once and apart from the operations: they leave after their own, shorter retention by
-- dropping whole parts, the operations' merges never rewrite them, and access to them is granted on its own.
CREATE TABLE IF NOT EXISTS mcp_content
(
    ts DateTime64(6, 'UTC') COMMENT 'Start of the operation' CODEC(Delta(8), ZSTD(1)),
    trace_id String CODEC(ZSTD(1)),
    span_id String CODEC(ZSTD(1)),
    arguments String COMMENT 'JSON text, redacted at the source' CODEC(ZSTD(1)),
    arguments_truncated Bool,
    result String COMMENT 'JSON text, redacted at the source' CODEC(ZSTD(1)),
    result_truncated Bool
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Arguments and results of operations, where capture was on';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_content_from_spans TO mcp_content AS
SELECT ts, trace_id, span_id, arguments, arguments_truncated, result, result_truncated
FROM mcp_spans
WHERE span_type = 'operation' AND (arguments != '' OR result != '');
