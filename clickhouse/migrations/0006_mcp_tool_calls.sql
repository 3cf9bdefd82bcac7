-- What clients reported of tool calls: few rows, or none, against which the server's view of the same call is looked up.
CREATE TABLE IF NOT EXISTS mcp_client_calls
(
    ts DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    exchange UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(ts)
ORDER BY (ts, exchange)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Tool calls that a client reported';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_client_calls_from_operations TO mcp_client_calls AS
SELECT ts, exchange
FROM mcp_operations
WHERE method = 'tools/call' AND side = 'client';

-- One tool execution, once: the server's view where there is one, else the client's. Without clients nothing is looked up.
CREATE VIEW IF NOT EXISTS mcp_tool_calls AS
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

CREATE VIEW IF NOT EXISTS mcp_tool_stats_1m AS
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

CREATE VIEW IF NOT EXISTS mcp_tool_stats_1h AS
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
