-- One row per session, merged as operations arrive. Every aggregate is idempotent (least, greatest, distinct): an
-- operation that arrives twice, late or out of order leaves the same session.
CREATE TABLE IF NOT EXISTS mcp_session_states
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
ENGINE = AggregatingMergeTree
ORDER BY session_key
-- A page of sessions is read by key: small granules keep the others unread.
SETTINGS index_granularity = 256
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_states_from_operations TO mcp_session_states AS
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

-- The end of a session, and the sign of life of an open one, are spans of their own (docs/spans.md).
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_states_from_spans TO mcp_session_states AS
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

-- Status, at the time of reading: closed when its end was seen; connected when it showed a sign of life within 5 minutes; lost when
-- its heartbeats stopped, or when it was silent for 30 minutes; else idle.
CREATE VIEW IF NOT EXISTS mcp_sessions AS
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

-- In which hours a session was active, for counts over time: a set, so that rows that arrive again add nothing.
CREATE TABLE IF NOT EXISTS mcp_session_hours
(
    hour DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    session_id UInt64 COMMENT 'cityHash64(session_key)' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toMonday(hour)
ORDER BY (hour, session_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'One hour in which a session was active';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_hours_from_operations TO mcp_session_hours AS
SELECT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
GROUP BY hour, session_id;
