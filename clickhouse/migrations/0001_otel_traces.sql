-- Every writer inserts spans into the landing table, in the layout of the OpenTelemetry Collector's clickhouse exporter
-- (columns are matched by name and type). Its engine keeps nothing: the views below and in later migrations do.
CREATE TABLE IF NOT EXISTS otel_traces_landing
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

-- Every span of every trace, without content, for the trace views. A span that arrives twice is kept once.
CREATE TABLE IF NOT EXISTS otel_traces
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
ENGINE = ReplacingMergeTree
PARTITION BY toDate(Timestamp)
PRIMARY KEY (ServiceName, SpanName, toDateTime(Timestamp))
ORDER BY (ServiceName, SpanName, toDateTime(Timestamp), TraceId, SpanId)
SETTINGS ttl_only_drop_parts = 1, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'Every span, without content';

-- Snapshots and heartbeats tell of work under way: they are no spans of the trace. Times outside of a sane window would
-- open a partition each; 0004 counts them.
CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_from_landing TO otel_traces AS
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
