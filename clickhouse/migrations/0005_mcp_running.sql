-- Spans exist only once they end. For an operation that is still running, the instrumentation sends snapshots with the ids
-- of the span to come (docs/spans.md): the newest one is kept.
CREATE TABLE IF NOT EXISTS mcp_snapshots
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
ENGINE = ReplacingMergeTree(seen)
PARTITION BY toDate(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Newest snapshot of each operation that ran for more than a second';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_snapshots_from_spans TO mcp_snapshots AS
SELECT
    ts, fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC') AS seen,
    service, side, method, target, resource_uri, session_key, session_basis, request_id, protocol_version, transport,
    client_name, client_version, user_id, arguments_size, arguments_shape, trace_id, span_id, parent_span_id
FROM mcp_spans
WHERE span_type = 'snapshot';

-- What has not ended: operations by their snapshots, sessions by their status. An operation is lost when its snapshots
-- stopped (they come at least once a minute) and no end arrived.
CREATE VIEW IF NOT EXISTS mcp_running AS
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
