-- Statistics of tools over long periods are read from a rollup of buckets of one and of six hours. Delivery is at least once, so the
-- rollup cannot be counted up as rows arrive: it is computed from the operations once a bucket has gone quiet, and anew when rows
-- arrive late. What is not sealed, or no longer, is read from the operations: both ways give the same numbers.

-- When the newest tool call of an hour arrived. The two views of one call may lie on both sides of an hour's border: rows near to it
-- count for both hours.
CREATE TABLE IF NOT EXISTS mcp_hour_arrivals
(
    hour DateTime('UTC') COMMENT 'Hour in which calls started',
    arrived SimpleAggregateFunction(max, DateTime64(3, 'UTC')) COMMENT 'When the newest row of the hour arrived'
)
ENGINE = AggregatingMergeTree
ORDER BY hour
COMMENT 'Arrival of the newest tool call of each hour';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_hour_arrivals_from_operations TO mcp_hour_arrivals AS
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
WHERE method = 'tools/call'
GROUP BY hour;

-- What is there already
INSERT INTO mcp_hour_arrivals
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
WHERE method = 'tools/call'
GROUP BY hour;

-- One sealed bucket is one row: it is there as a whole or not at all, whatever happens while it is written.
CREATE TABLE IF NOT EXISTS mcp_tool_buckets
(
    seconds UInt32 COMMENT 'Width: 3600 or 21600',
    by_client Bool COMMENT 'Whether the calls are told apart by client, too',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted; the bucket is valid as long as none is newer',
    calls Nested
    (
        service LowCardinality(String),
        tool LowCardinality(String),
        client_name LowCardinality(String),
        side Enum8('server' = 1, 'client' = 2),
        counted Bool,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        latency UInt16,
        calls UInt32,
        duration_ns UInt64,
        first DateTime64(6, 'UTC'),
        last DateTime64(6, 'UTC')
    ) COMMENT 'Calls alike in all of this. latency: round(16 × log2(ns)), less than 2.2 % off; counted: not the second view of a call; duration_ns: of all calls alike but for latency, in the first of their elements; first, last: of the same calls' CODEC(ZSTD(1)),
    sessions Nested
    (
        service LowCardinality(String),
        tool LowCardinality(String),
        client_name LowCardinality(String),
        side Enum8('server' = 1, 'client' = 2),
        counted Bool,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        session_id UInt64
    ) COMMENT 'Which sessions called which tool, where by_client; session_id is cityHash64(session_key)' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(arrived)
PARTITION BY toYYYYMM(start)
ORDER BY (seconds, by_client, start)
-- A row is a bucket with thousands of elements: small granules let several threads read a period.
SETTINGS index_granularity = 4
COMMENT 'Tool calls by bucket of time, sealed once the bucket is quiet; read mcp_tool_call_counts instead';

-- The newest arrival in every bucket.
CREATE VIEW IF NOT EXISTS mcp_bucket_arrivals AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600)] AS seconds
GROUP BY seconds, start;

-- Buckets that count everything that arrived.
CREATE VIEW IF NOT EXISTS mcp_sealed_buckets AS
SELECT seconds, start
FROM mcp_tool_buckets AS sealed FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE by_client AND sealed.arrived >= newest;

-- Each minute: buckets that are over and quiet for two minutes (an insert that is under way has its time of arrival, but no rows to see
-- yet), a week at a time at most, newest first.
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_tool_buckets_sealer REFRESH EVERY 1 MINUTE APPEND TO mcp_tool_buckets AS
WITH
    -- Computed once: a bucket that became due in between would be sealed without its rows.
    (
        SELECT groupArray((seconds, start, newest))
        FROM (
            SELECT seconds, start, newest
            FROM mcp_bucket_arrivals
            WHERE newest < now64(3) - INTERVAL 2 MINUTE
                AND start + toIntervalSecond(seconds) < now()
                AND (seconds, start) NOT IN (SELECT seconds, start FROM mcp_sealed_buckets)
            ORDER BY start DESC, seconds
            LIMIT 200
        )
    ) AS due,
    due_buckets AS (SELECT arrayJoin(due) AS bucket, bucket.1 AS seconds, bucket.2 AS start, bucket.3 AS newest, arrayJoin([false, true]) AS by_client),
    due_hours AS (
        SELECT arrayJoin(due) AS bucket, bucket.1 AS seconds, bucket.2 AS start, toDateTime(arrayJoin(range(toUInt32(start), toUInt32(start) + seconds, 3600)), 'UTC') AS hour
    ),
    seen AS (
        SELECT
            toStartOfHour(ts) AS hour, ts, service, target AS tool, client_name, side, outcome, duration_ns, cityHash64(session_key) AS session_id,
            side = 'server' OR exchange NOT IN (
                SELECT exchange
                FROM mcp_operations
                WHERE method = 'tools/call' AND side = 'server'
                    AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM due_hours)
                    AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT hour FROM due_hours))
            ) AS counted
        FROM mcp_operations FINAL
        WHERE method = 'tools/call' AND toStartOfHour(ts) IN (SELECT hour FROM due_hours)
    ),
    latencies AS (
        SELECT
            seconds, arrayJoin([false, true]) AS by_client, start, service, tool, if(by_client, client_name, '') AS client, side, counted, outcome,
            toUInt16(round(16 * log2(greatest(1, duration_ns)))) AS latency,
            toUInt32(count()) AS calls, sum(duration_ns) AS duration, min(ts) AS first, max(ts) AS last
        FROM seen
        INNER JOIN due_hours USING hour
        GROUP BY seconds, by_client, start, service, tool, client, side, counted, outcome, latency
    ),
    alike AS (
        SELECT
            seconds, by_client, start, service, tool, client, side, counted, outcome, toUInt32(count()) AS length,
            arraySort(groupArray((latency, calls))) AS histogram, sum(duration) AS duration, min(latencies.first) AS first, max(latencies.last) AS last
        FROM latencies
        GROUP BY seconds, by_client, start, service, tool, client, side, counted, outcome
        ORDER BY service, tool, client, side, counted, outcome
    ),
    sets AS (
        SELECT seconds, true AS by_client, start, groupUniqArray((service, tool, client_name, side, counted, outcome, session_id)) AS sessions
        FROM seen
        INNER JOIN due_hours USING hour
        GROUP BY seconds, start
    )
SELECT
    seconds, by_client, start, newest AS arrived,
    `calls.service`, `calls.tool`, `calls.client_name`, `calls.side`, `calls.counted`, `calls.outcome`, `calls.latency`, `calls.calls`,
    `calls.duration_ns`, `calls.first`, `calls.last`,
    sessions.1 AS `sessions.service`, sessions.2 AS `sessions.tool`, sessions.3 AS `sessions.client_name`, sessions.4 AS `sessions.side`,
    sessions.5 AS `sessions.counted`, sessions.6 AS `sessions.outcome`, sessions.7 AS `sessions.session_id`
FROM due_buckets
LEFT JOIN (
    SELECT
        seconds, by_client, start,
        arrayFlatten(groupArray(arrayWithConstant(length, service))) AS `calls.service`,
        arrayFlatten(groupArray(arrayWithConstant(length, tool))) AS `calls.tool`,
        arrayFlatten(groupArray(arrayWithConstant(length, client))) AS `calls.client_name`,
        arrayFlatten(groupArray(arrayWithConstant(length, side))) AS `calls.side`,
        arrayFlatten(groupArray(arrayWithConstant(length, counted))) AS `calls.counted`,
        arrayFlatten(groupArray(arrayWithConstant(length, outcome))) AS `calls.outcome`,
        arrayFlatten(groupArray(histogram.1)) AS `calls.latency`,
        arrayFlatten(groupArray(histogram.2)) AS `calls.calls`,
        arrayFlatten(groupArray(arrayResize([duration], length))) AS `calls.duration_ns`,
        arrayFlatten(groupArray(arrayWithConstant(length, first))) AS `calls.first`,
        arrayFlatten(groupArray(arrayWithConstant(length, last))) AS `calls.last`
    FROM alike
    GROUP BY seconds, by_client, start
) AS calls USING (seconds, by_client, start)
LEFT JOIN sets USING (seconds, by_client, start);

-- Tool calls that started in [from, to), each call once.
CREATE VIEW IF NOT EXISTS mcp_tool_calls_between AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')})
    ));

-- The widest sealed buckets inside of [from, to) that fit into steps of so many seconds.
CREATE VIEW IF NOT EXISTS mcp_tool_buckets_between AS
SELECT seconds, start
FROM
(
    SELECT seconds, start, max(seconds) OVER (PARTITION BY toStartOfInterval(start, INTERVAL 6 HOUR, 'UTC')) AS widest
    FROM mcp_sealed_buckets
    WHERE {step:UInt32} % seconds = 0
        AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')}
)
WHERE seconds = widest;

-- Tool calls that started in [from, to), counted: whole buckets from the rollup, the rest from the operations. `ts` is exact enough for
-- steps of {step} seconds, which divide a day; `client_name` is empty unless {by_client} is 1. Of a call that both sides reported, `counted`
-- tells one.
CREATE VIEW IF NOT EXISTS mcp_tool_call_counts AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = {step:UInt32}, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT
    toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, side, counted, outcome, latency, toUInt64(alike) AS call_count, duration_ns, first, last
FROM mcp_tool_buckets FINAL
-- Named one by one: by the name of all, each would be taken out of a tuple of all of them.
ARRAY JOIN
    calls.service AS service, calls.tool AS target, calls.client_name AS client_name, calls.side AS side, calls.counted AS counted,
    calls.outcome AS outcome, calls.latency AS latency, calls.calls AS alike, calls.duration_ns AS duration_ns, calls.first AS first,
    calls.last AS last
WHERE by_client = {by_client:UInt8} AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    ts, service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, toUInt16(round(16 * log2(greatest(1, duration_ns)))) AS latency, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));

-- Which sessions called which tool in [from, to): of each call's kind at least one row.
CREATE VIEW IF NOT EXISTS mcp_tool_call_sessions AS
WITH
    (SELECT groupArray((seconds, start)) FROM mcp_tool_buckets_between(step = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})) AS sealed,
    (
        SELECT arrayExcept(groupUniqArray(hour), arrayFlatten(arrayMap(
            bucket -> arrayMap(second -> toDateTime(second, 'UTC'), range(toUInt32(bucket.2), toUInt32(bucket.2) + bucket.1, 3600)), sealed)))
        FROM mcp_hour_arrivals
        WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    ) AS open_hours
SELECT service, target, client_name, side, counted, outcome, session_id
FROM mcp_tool_buckets FINAL
ARRAY JOIN
    sessions.service AS service, sessions.tool AS target, sessions.client_name AS client_name, sessions.side AS side, sessions.counted AS counted,
    sessions.outcome AS outcome, sessions.session_id AS session_id
WHERE by_client AND (seconds, start) IN (SELECT bucket.1, bucket.2 FROM (SELECT arrayJoin(sealed) AS bucket))
UNION ALL
SELECT
    service, target, client_name, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ) AS counted,
    outcome, cityHash64(session_key) AS session_id
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours));
