-- Who saw which content. Only auditors may; the query service writes the entry before it shows anything.
CREATE TABLE IF NOT EXISTS mcp_audit
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
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY at
-- A year and a month: longer than the content itself can live.
TTL toDateTime(at) + toIntervalDay(400)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Reveals of arguments and results';
