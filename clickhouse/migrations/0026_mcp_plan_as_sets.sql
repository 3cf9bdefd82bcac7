-- What is planned once is not worked out again for each set: the engine takes sets from the plan as they are. Which calls a server told is asked of
-- the hours beside those that are open alone: comparing them with the clients' calls first took longer to plan than it spared to read.

CREATE OR REPLACE VIEW mcp_tool_call_counts AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
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
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, service, target, client_name, client_version, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
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
    AND toStartOfHour(ts) IN plan.2;

ALTER TABLE mcp_tool_call_counts MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

CREATE OR REPLACE VIEW mcp_tool_call_shapes AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(step = 86400, narrowest = 86400, from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        service, target, client_name, arguments_shape, side, counted, outcome, toUInt64(operations) AS call_count,
        duration_ns, latencies, latency_counts, toUInt64(arguments_known) AS arguments_known, arguments_bytes
    FROM mcp_rollup
    WHERE kind = 'shape' AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    service, target, client_name, toLowCardinality(arguments_shape) AS arguments_shape, side,
    side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN plan.2;

ALTER TABLE mcp_tool_call_shapes MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

-- The operations of a row lie between `ts` and `last`.
CREATE OR REPLACE VIEW mcp_operation_sessions AS
WITH (
    SELECT (buckets, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM mcp_rollup_plan(
        step = 86400, narrowest = if({by_target:UInt8} = 1, 86400, 21600), from = {from:DateTime64(6, 'UTC')}, to = {to:DateTime64(6, 'UTC')})
) AS plan
SELECT *
FROM
(
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, method, target, client_name, client_version, transport, protocol_version, side, counted,
        outcome, session_ids, session_operations
    FROM mcp_rollup
    WHERE kind = if({by_target:UInt8} = 1, 'operation', 'session') AND ({by_target:UInt8} = 0 OR target != '')
        AND (seconds, start, sealed) IN plan.1
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN plan.3
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN plan.2;

ALTER TABLE mcp_operation_sessions MODIFY COMMENT 'Which sessions had which operations in a period';
