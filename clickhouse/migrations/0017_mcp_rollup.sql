-- Long periods are read from a rollup of every operation, by six hours and days, and by hours for statistics of tools. As before, a bucket is
-- computed from the operations once it has gone quiet, and anew when rows arrive late; what is not sealed, or no longer, is read from
-- the operations: both ways give the same numbers.
DROP VIEW IF EXISTS mcp_tool_buckets_sealer;

DROP TABLE IF EXISTS mcp_tool_buckets;

-- Operations of every method make a bucket invalid, not tool calls only.
ALTER TABLE mcp_hour_arrivals_from_operations MODIFY QUERY
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
GROUP BY hour;

INSERT INTO mcp_hour_arrivals
SELECT arrayJoin([toStartOfHour(ts - INTERVAL 10 MINUTE), toStartOfHour(ts), toStartOfHour(ts + INTERVAL 10 MINUTE)]) AS hour, max(ingested_at) AS arrived
FROM mcp_operations
GROUP BY hour;

ALTER TABLE mcp_hour_arrivals
    MODIFY COMMENT 'Arrival of the newest operation of each hour',
    COMMENT COLUMN hour 'Hour in which operations started';

-- A bucket is counted in several ways, by kind of row, so that each question reads few rows:
--   tool       tool calls by tool: hours, six hours, days
--   client     tool calls by tool and client: six hours, days
--   shape      tool calls by tool, client and shape of their arguments: days
--   operation  every operation by all that it can be filtered by: six hours, days
--   session    every operation by service and client, with the sessions: six hours, days
--   bucket     that there is nothing to count
CREATE TABLE IF NOT EXISTS mcp_rollup
(
    kind Enum8('bucket' = 0, 'tool' = 1, 'client' = 2, 'shape' = 3, 'operation' = 4, 'session' = 5) COMMENT 'What the operations are told apart by',
    seconds UInt32 COMMENT 'Width of the bucket: 3600, 21600 or 86400',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    sealed DateTime64(3, 'UTC') COMMENT 'When the bucket was computed; mcp_rollup_seals has the time of rows that are whole',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted',
    siblings UInt32 COMMENT 'Rows of the bucket',
    service LowCardinality(String),
    method LowCardinality(String),
    target LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    transport LowCardinality(String),
    protocol_version LowCardinality(String),
    arguments_shape LowCardinality(String),
    side Enum8('server' = 1, 'client' = 2),
    counted Bool COMMENT 'Not the second view of a tool call',
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
    operations UInt32 COMMENT 'Operations alike in all of this' CODEC(T64, ZSTD(1)),
    duration_ns UInt64 COMMENT 'Of all of them together' CODEC(T64, ZSTD(1)),
    first DateTime64(6, 'UTC') COMMENT 'Start of the first of them' CODEC(ZSTD(1)),
    last DateTime64(6, 'UTC') COMMENT 'Start of the last of them' CODEC(ZSTD(1)),
    latencies Array(UInt16) COMMENT 'Durations: 32 × round(16 × log2(ns)), less than 2.2 % off, and the number of bounds of the heat map up to it' CODEC(ZSTD(1)),
    latency_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    arguments_known UInt32 COMMENT 'Calls whose arguments were measured' CODEC(T64, ZSTD(1)),
    arguments_bytes UInt64 CODEC(T64, ZSTD(1)),
    arguments_max UInt64 CODEC(T64, ZSTD(1)),
    arguments_sizes Array(UInt16) COMMENT 'round(16 × log2(1 + bytes))' CODEC(ZSTD(1)),
    arguments_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    result_known UInt32 COMMENT 'Calls whose results were measured' CODEC(T64, ZSTD(1)),
    result_bytes UInt64 CODEC(T64, ZSTD(1)),
    result_max UInt64 CODEC(T64, ZSTD(1)),
    result_sizes Array(UInt16) COMMENT 'round(16 × log2(1 + bytes))' CODEC(ZSTD(1)),
    result_counts Array(UInt32) COMMENT 'How many of each' CODEC(ZSTD(1)),
    clients Array(LowCardinality(String)) COMMENT 'Names of the clients, of the kind tool' CODEC(ZSTD(1)),
    session_ids Array(UInt64) COMMENT 'cityHash64(session_key) of each session; of the kind session, and of operations with a target by days' CODEC(ZSTD(1)),
    session_operations Array(UInt32) COMMENT 'How many operations of each session' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(sealed)
PARTITION BY toYYYYMM(start)
PRIMARY KEY (kind, seconds, start, target, service)
ORDER BY (kind, seconds, start, target, service, client_name, client_version, method, transport, protocol_version, arguments_shape, side, counted, outcome)
SETTINGS index_granularity = 512
COMMENT 'Operations by bucket of time, counted once the bucket is quiet; read the views on it instead';

-- A bucket counts from here on: all of its rows are there. One that was killed while it was written never gets its seal.
CREATE TABLE IF NOT EXISTS mcp_rollup_seals
(
    seconds UInt32 COMMENT 'Width of the bucket',
    start DateTime('UTC') COMMENT 'Start of the bucket',
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted; the bucket is valid as long as none is newer',
    sealed DateTime64(3, 'UTC') COMMENT 'Which rows of the bucket count'
)
ENGINE = ReplacingMergeTree(sealed)
ORDER BY (seconds, start)
COMMENT 'Buckets of the rollup whose rows are all there';

-- The newest arrival in every bucket.
CREATE OR REPLACE VIEW mcp_bucket_arrivals AS
SELECT seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, max(arrived) AS newest
FROM mcp_hour_arrivals
ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
GROUP BY seconds, start;

ALTER TABLE mcp_bucket_arrivals MODIFY COMMENT 'Arrival of the newest operation of each bucket';

-- Buckets that count everything that arrived.
CREATE OR REPLACE VIEW mcp_sealed_buckets AS
SELECT seconds, start, seals.sealed AS sealed
FROM mcp_rollup_seals AS seals FINAL
INNER JOIN mcp_bucket_arrivals AS arrivals USING (seconds, start)
WHERE seals.arrived >= newest;

ALTER TABLE mcp_sealed_buckets MODIFY COMMENT 'Buckets that count everything that arrived';

-- Each minute: buckets that are over and quiet, two days at a time at most, newest first. Quiet is two minutes without an arrival (an insert that
-- is under way has its time of arrival, but no rows to see yet), and half an hour for a day, which costs more than an hour to compute anew.
-- Each operation is looked at once, however many rows count it.
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_rollup_sealer REFRESH EVERY 1 MINUTE APPEND TO mcp_rollup AS
WITH
    -- Values, and pairs of a value and a number, as pairs of each value and its number, by value.
    (list -> arrayMap(run -> (run[1], toUInt32(length(run))), arraySplit((each, step) -> step != 0, arraySort(list), arrayDifference(arraySort(list))))) AS count_values,
    (list -> arrayMap(run -> (run[1].1, toUInt32(arraySum(run.2))), arraySplit((each, step) -> step != 0, arraySort(list), arrayDifference(arraySort(list).1)))) AS sum_values,
    -- Computed once: a bucket that became due in between would be sealed without its rows.
    (
        SELECT groupArray((seconds, start, newest))
        FROM (
            SELECT seconds, start, newest
            FROM mcp_bucket_arrivals
            WHERE newest < now64(3) - toIntervalSecond(greatest(120, intDiv(seconds, 48)))
                AND start + toIntervalSecond(seconds) < now()
                AND (seconds, start) NOT IN (SELECT seconds, start FROM mcp_sealed_buckets)
            ORDER BY start DESC, seconds
            LIMIT 60
        )
    ) AS due,
    now64(3) AS run,
    due_buckets AS (SELECT arrayJoin(due) AS bucket, bucket.1 AS seconds, bucket.2 AS start, bucket.3 AS newest),
    due_hours AS (
        SELECT
            arrayJoin(due) AS bucket, bucket.1 AS seconds, bucket.2 AS start, bucket.3 AS newest,
            toDateTime(arrayJoin(range(toUInt32(start), toUInt32(start) + seconds, 3600)), 'UTC') AS hour
    ),
    seen AS (
        SELECT
            toStartOfHour(ts) AS hour, ts, service, method, target, client_name, client_version, transport, protocol_version, arguments_shape, side,
            outcome, duration_ns, arguments_size, result_size, cityHash64(session_key) AS session_id,
            method != 'tools/call' OR side = 'server' OR exchange NOT IN (
                SELECT exchange
                FROM mcp_operations
                WHERE method = 'tools/call' AND side = 'server'
                    AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM due_hours)
                    AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT hour FROM due_hours))
            ) AS counted,
            toUInt16(32 * round(16 * log2(greatest(1, duration_ns))) + arrayCount(bound -> duration_ns >= bound * 1000000, [
                1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000])) AS latency
        FROM mcp_operations FINAL
        WHERE toStartOfHour(ts) IN (SELECT hour FROM due_hours)
    ),
    finest AS (
        SELECT
            hour, service, method, target, client_name, client_version, transport, protocol_version, arguments_shape, side, counted, outcome,
            count() AS operations_, sum(duration_ns) AS duration_, min(ts) AS first_, max(ts) AS last_,
            count_values(groupArray(latency)) AS latencies_,
            count(arguments_size) AS arguments_known_, sum(ifNull(arguments_size, 0)) AS arguments_bytes_, max(ifNull(arguments_size, 0)) AS arguments_max_,
            count_values(groupArrayIf(toUInt16(round(16 * log2(1 + ifNull(arguments_size, 0)))), arguments_size IS NOT NULL)) AS arguments_sizes_,
            count(result_size) AS result_known_, sum(ifNull(result_size, 0)) AS result_bytes_, max(ifNull(result_size, 0)) AS result_max_,
            count_values(groupArrayIf(toUInt16(round(16 * log2(1 + ifNull(result_size, 0)))), result_size IS NOT NULL)) AS result_sizes_,
            count_values(groupArray(session_id)) AS sessions_
        FROM seen
        GROUP BY hour, service, method, target, client_name, client_version, transport, protocol_version, arguments_shape, side, counted, outcome
    ),
    grouped AS (
        SELECT
            CAST(of, 'Enum8(\'bucket\' = 0, \'tool\' = 1, \'client\' = 2, \'shape\' = 3, \'operation\' = 4, \'session\' = 5)') AS kind,
            seconds, start, newest,
            o.service AS service,
            if(of = 'session', '', o.method) AS method,
            if(of = 'session', '', o.target) AS target,
            if(of = 'tool', '', o.client_name) AS client_name,
            if(of IN ('tool', 'shape'), '', o.client_version) AS client_version,
            if(of IN ('operation', 'session'), o.transport, '') AS transport,
            if(of IN ('operation', 'session'), o.protocol_version, '') AS protocol_version,
            if(of = 'shape', o.arguments_shape, '') AS arguments_shape,
            o.side AS side,
            of != 'session' AND o.counted AS counted,
            o.outcome AS outcome,
            toUInt32(sum(operations_)) AS operations,
            sumIf(duration_, of IN ('tool', 'client', 'shape')) AS duration_ns,
            minIf(first_, of IN ('tool', 'client')) AS first,
            maxIf(last_, of != 'shape') AS last,
            sum_values(groupArrayArrayIf(latencies_, of IN ('tool', 'client', 'shape'))) AS latency_pairs,
            sumIf(arguments_known_, of IN ('tool', 'client', 'shape')) AS arguments_known,
            sumIf(arguments_bytes_, of IN ('tool', 'client', 'shape')) AS arguments_bytes,
            maxIf(arguments_max_, of IN ('tool', 'client')) AS arguments_max,
            sum_values(groupArrayArrayIf(arguments_sizes_, of IN ('tool', 'client'))) AS arguments_pairs,
            sumIf(result_known_, of IN ('tool', 'client')) AS result_known,
            sumIf(result_bytes_, of IN ('tool', 'client')) AS result_bytes,
            maxIf(result_max_, of IN ('tool', 'client')) AS result_max,
            sum_values(groupArrayArrayIf(result_sizes_, of IN ('tool', 'client'))) AS result_pairs,
            groupUniqArrayIf(o.client_name, of = 'tool') AS clients,
            sum_values(groupArrayArrayIf(sessions_, of = 'session' OR (of = 'operation' AND o.target != '' AND seconds = 86400))) AS session_pairs
        FROM (
            SELECT *, arrayJoin(if(method = 'tools/call', ['tool', 'client', 'shape', 'operation', 'session'], ['operation', 'session'])) AS of
            FROM finest
        ) AS o
        INNER JOIN due_hours USING hour
        WHERE of = 'tool' OR seconds = 86400 OR (seconds = 21600 AND of != 'shape')
        GROUP BY kind, seconds, start, newest, service, method, target, client_name, client_version, transport, protocol_version, arguments_shape, side, counted, outcome
    )
SELECT
    kind, seconds, start, run AS sealed, newest AS arrived, toUInt32(count() OVER (PARTITION BY seconds, start)) AS siblings,
    service, method, target, client_name, client_version, transport, protocol_version, arguments_shape, side, counted, outcome,
    operations, duration_ns, first, last, latency_pairs.1 AS latencies, latency_pairs.2 AS latency_counts,
    arguments_known, arguments_bytes, arguments_max, arguments_pairs.1 AS arguments_sizes, arguments_pairs.2 AS arguments_counts,
    result_known, result_bytes, result_max, result_pairs.1 AS result_sizes, result_pairs.2 AS result_counts,
    clients, session_pairs.1 AS session_ids, session_pairs.2 AS session_operations
FROM due_buckets
LEFT JOIN grouped USING (seconds, start, newest);

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_rollup_seals_from_rollup REFRESH EVERY 1 MINUTE DEPENDS ON mcp_rollup_sealer APPEND TO mcp_rollup_seals AS
SELECT seconds, start, any(r.arrived) AS arrived, r.sealed AS sealed
FROM mcp_rollup AS r
WHERE r.sealed > (SELECT max(s.sealed) FROM mcp_rollup_seals AS s)
GROUP BY seconds, start, sealed
HAVING count() = any(siblings)
SETTINGS final = 0;

-- The widest sealed buckets inside of [from, to) that fit into steps of so many seconds, and the hours whose operations they leave out.
-- {narrowest}: the narrowest buckets that have rows of the kind that is read. One query without a view or a join in it: it comes before
-- each answer.
CREATE VIEW IF NOT EXISTS mcp_rollup_plan AS
SELECT
    groupArrayIf((seconds, start, sealed), fits) AS fitting,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 86400, fitting)) AS days,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 21600, fitting)) AS six_hours,
    arrayMap(bucket -> bucket.2, arrayFilter(bucket -> bucket.1 = 3600, fitting)) AS hours,
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        groupArrayIf(start, has_rows)) AS open_hours
FROM
(
    SELECT
        seconds, start, max(seal) AS sealed,
        sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
            AND {step:UInt32} % seconds = 0 AND seconds >= {narrowest:UInt32}
            AND start >= {from:DateTime64(6, 'UTC')} AND start + toIntervalSecond(seconds) <= {to:DateTime64(6, 'UTC')} AS fits,
        seconds = 3600 AND max(arrived) > toDateTime64(0, 3, 'UTC')
            AND start >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND start < {to:DateTime64(6, 'UTC')} AS has_rows
    FROM
    (
        SELECT seconds, start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived
        FROM mcp_rollup_seals AS s
        UNION ALL
        SELECT
            seconds, toDateTime(intDiv(toUInt32(hour), seconds) * seconds, 'UTC') AS start, toDateTime64(0, 3, 'UTC') AS counted,
            toDateTime64(0, 3, 'UTC') AS seal, arrived
        FROM mcp_hour_arrivals
        ARRAY JOIN [toUInt32(3600), toUInt32(21600), toUInt32(86400)] AS seconds
    )
    WHERE start >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 DAY AND start < {to:DateTime64(6, 'UTC')}
    GROUP BY seconds, start
);

ALTER TABLE mcp_rollup_plan MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

DROP VIEW IF EXISTS mcp_tool_buckets_between;

-- Tool calls that started in [from, to), counted: whole buckets from the rollup, the rest from the operations. `ts` is exact enough for
-- steps of {step} seconds, which divide a day; clients are empty unless {by_client} is 1. Of a call that both sides reported, `counted`
-- tells one. `bands`: how many bounds of the heat map are up to each of the
-- durations; `clients`: names of the clients.
CREATE OR REPLACE VIEW mcp_tool_call_counts AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = {step:UInt32}, narrowest = if({by_client:UInt8} = 1, 21600, 3600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, client_version, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, first, last, latencies, latency_counts, arrayMap(latency -> toUInt8(latency % 32), latencies) AS bands,
        if({by_client:UInt8} = 1, [client_name], clients) AS clients,
        toUInt64(arguments_known) AS arguments_known, arguments_bytes, arguments_max,
        arguments_sizes, arguments_counts, toUInt64(result_known) AS result_known, result_bytes, result_max, result_sizes, result_counts
    FROM mcp_rollup
    WHERE kind = if({by_client:UInt8} = 1, 'client', 'tool')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns, ts AS first, ts AS last,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    [toUInt8(arrayCount(bound -> duration_ns >= bound * 1000000, [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]))] AS bands,
    [client_name] AS clients,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes, ifNull(arguments_size, 0) AS arguments_max,
    if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
    if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
    toUInt64(result_size IS NOT NULL) AS result_known, ifNull(result_size, 0) AS result_bytes, ifNull(result_size, 0) AS result_max,
    if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
    if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_tool_call_counts MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

-- The same by client and shape of the arguments.
CREATE VIEW IF NOT EXISTS mcp_tool_call_shapes AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_tool_call_shapes MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

-- Operations of every method that started in [from, to), as each side reported them, counted. `ts` is exact enough for steps of {step} seconds.
CREATE VIEW IF NOT EXISTS mcp_operation_counts AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(step = {step:UInt32}, narrowest = 21600, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome,
        toUInt64(operations) AS operation_count, last
    FROM mcp_rollup
    WHERE kind = 'operation' AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, method, target, client_name, client_version, transport, protocol_version, side, outcome, toUInt64(1) AS operation_count, ts AS last
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_operation_counts MODIFY COMMENT 'Operations of a period by kind, counted: from the rollup where it is sealed, else from the operations';

-- Which sessions had which operations in [from, to). With {by_target} 1, of operations that have a target only; else method and target are empty
-- where they are read from the rollup.
CREATE VIEW IF NOT EXISTS mcp_operation_sessions AS
WITH (
    SELECT (buckets, open_hours)
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, method, target, client_name, client_version, transport, protocol_version, side, counted, outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)))
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_operation_sessions MODIFY COMMENT 'Which sessions had which operations in a period';

DROP VIEW IF EXISTS mcp_tool_call_sessions;

-- Sealed hours from the rollup, the others from the operations. The state is rebuilt from the durations of the rollup: weighted or not, its
-- bytes are the same.
CREATE OR REPLACE VIEW mcp_tool_stats_1h AS
WITH
    (SELECT groupArray((start, sealed)) FROM mcp_sealed_buckets WHERE seconds = 3600) AS sealed_hours,
    (SELECT arrayExcept(groupUniqArray(hour), sealed_hours.1) FROM mcp_hour_arrivals) AS open_hours
SELECT
    time, service, tool, calls, ok, tool_error, invalid_request, server_error, cancelled, timeout, lost, duration_ns_sum,
    CAST(unhex(hex(quantiles)), 'AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)') AS duration_ns_quantiles
FROM
(
    SELECT
        start AS time, service, target AS tool,
        sum(toUInt64(operations)) AS calls,
        sumIf(toUInt64(operations), outcome = 'ok') AS ok,
        sumIf(toUInt64(operations), outcome = 'tool_error') AS tool_error,
        sumIf(toUInt64(operations), outcome = 'invalid_request') AS invalid_request,
        sumIf(toUInt64(operations), outcome = 'server_error') AS server_error,
        sumIf(toUInt64(operations), outcome = 'cancelled') AS cancelled,
        sumIf(toUInt64(operations), outcome = 'timeout') AS timeout,
        sumIf(toUInt64(operations), outcome = 'lost') AS lost,
        sum(duration_ns) AS duration_ns_sum,
        quantilesTDigestWeightedArrayState(0.5, 0.95, 0.99)(
            arrayMap(latency -> toUInt64(exp2(intDiv(latency, 32) / 16)), latencies), latency_counts) AS quantiles
    FROM mcp_rollup
    WHERE kind = 'tool' AND seconds = 3600 AND counted
        AND (start, sealed) IN (SELECT sealed_hour.1, sealed_hour.2 FROM (SELECT arrayJoin(sealed_hours) AS sealed_hour))
    GROUP BY time, service, tool
    SETTINGS final = 0
)
UNION ALL
SELECT
    toStartOfHour(ts) AS time, service, target AS tool,
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
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND toStartOfHour(ts) IN (SELECT arrayJoin(open_hours))
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        WHERE method = 'tools/call' AND side = 'server'
            AND toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(open_hours) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(open_hours)))
    ))
GROUP BY time, service, tool;

ALTER TABLE mcp_tool_stats_1h
    MODIFY COMMENT 'One tool in one hour',
    COMMENT COLUMN time 'Start of the hour',
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

-- Failed operations, and others that have an error message, once more: they are few, and found without reading what went well. What a message has
-- in common with others of its kind is worked out as it arrives: quoted text, addresses, paths, ids and numbers are put as what they are. Cut
-- first: the rest of a long message is a stack or a dump. In this order, because each replacement would break the ones before it. The
-- fingerprint is the same in every period and process.
CREATE TABLE IF NOT EXISTS mcp_failed_operations
(
    ts DateTime64(6, 'UTC') COMMENT 'Start' CODEC(Delta(8), ZSTD(1)),
    duration_ns UInt64 COMMENT 'Nanoseconds from start to response or acknowledgement' CODEC(T64, ZSTD(1)),
    service LowCardinality(String) COMMENT 'service.name of the process that reported it',
    service_version LowCardinality(String) COMMENT 'service.version of that process',
    service_instance LowCardinality(String) COMMENT 'service.instance.id',
    side Enum8('server' = 1, 'client' = 2) COMMENT 'server: handled here; client: sent from here',
    method LowCardinality(String) COMMENT 'tools/call, initialize, notifications/cancelled, …',
    target LowCardinality(String) COMMENT 'Tool or prompt; empty where there is none',
    resource_uri String COMMENT 'Resource that was read, subscribed to or updated' CODEC(ZSTD(1)),
    session_key String COMMENT 'Session that it belongs to' CODEC(ZSTD(1)),
    session_basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7)
        COMMENT 'What the session key rests on, strongest first',
    request_id String COMMENT 'JSON-RPC id; empty for notifications' CODEC(ZSTD(1)),
    outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7)
        COMMENT 'How it ended, by the rules of docs/spans.md; tool_error: the tool’s result says so; invalid_request: the caller’s fault; server_error: any other failure',
    error_type LowCardinality(String) COMMENT 'error.type: JSON-RPC code, tool_error, timeout, cancelled, HTTP status, or class of an exception',
    error_code LowCardinality(String) COMMENT 'JSON-RPC error code',
    error_message String COMMENT 'What the caller was told, where the emitter says it' CODEC(ZSTD(1)),
    protocol_version LowCardinality(String) COMMENT 'Revision of MCP, such as 2025-11-25',
    transport LowCardinality(String) COMMENT 'stdio, http, sse, websocket or in_memory',
    client_name LowCardinality(String) COMMENT 'clientInfo.name of initialize',
    client_version LowCardinality(String) COMMENT 'clientInfo.version of initialize',
    server_name LowCardinality(String) COMMENT 'serverInfo.name',
    server_version LowCardinality(String) COMMENT 'serverInfo.version',
    user_agent LowCardinality(String) COMMENT 'User-Agent of the caller, over HTTP',
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
    ingested_at DateTime64(3, 'UTC') COMMENT 'When it was stored' CODEC(Delta(8), ZSTD(1)),
    common_message LowCardinality(String) COMMENT 'error_message, its first 400 characters, with quoted text, URLs, paths, ids and numbers put as what they are',
    fingerprint LowCardinality(String) COMMENT 'Kind of error, 64 bits in hex: of outcome, error_code and common_message (error_type where there is no message)'
)
ENGINE = ReplacingMergeTree
PARTITION BY toMonday(ts)
PRIMARY KEY ts
ORDER BY (ts, trace_id, span_id)
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Operations that failed or have an error message; read mcp_errors instead';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_failed_operations_from_operations TO mcp_failed_operations AS
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations
WHERE outcome NOT IN ('ok', 'cancelled') OR error_message != '';

-- What is there already
INSERT INTO mcp_failed_operations
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations
WHERE outcome NOT IN ('ok', 'cancelled') OR error_message != '';

CREATE OR REPLACE VIEW mcp_errors AS
SELECT *
FROM mcp_failed_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');

ALTER TABLE mcp_errors MODIFY COMMENT 'One failed operation, with what its message has in common with others of its kind';
