-- What callers of a service were shown by tools/list: each list of definitions once a day, however often it was asked for. Aggregates are
-- idempotent: a span that arrives twice changes nothing.
CREATE TABLE IF NOT EXISTS mcp_surfaces
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
ENGINE = AggregatingMergeTree
PARTITION BY toMonday(day)
ORDER BY (day, service, surface_hash)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Lists of tools that callers were shown, by day';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_surfaces_from_landing TO mcp_surfaces AS
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

-- One definition of one tool that a service listed. Current are those of the newest list and of lists within the hour before it: pages
-- of one list, and lists of callers who see different tools, come apart.
CREATE VIEW IF NOT EXISTS mcp_listed_tools AS
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
