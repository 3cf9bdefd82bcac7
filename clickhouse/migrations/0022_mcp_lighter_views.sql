-- The views of the rollup take less to plan, and less to find the second views of calls: which ones a server told needs no FINAL, and is read
-- of servers only, before the exchanges are compared.

CREATE OR REPLACE VIEW mcp_rollup_plan AS
SELECT
    arrayFilter(
        bucket -> bucket.1 = 86400 OR (NOT has(days, toStartOfDay(bucket.2))
            AND (bucket.1 = 21600 OR NOT has(six_hours, toStartOfInterval(bucket.2, INTERVAL 6 HOUR, 'UTC')))),
        fitting) AS buckets,
    arrayFilter(
        hour -> NOT has(days, toStartOfDay(hour)) AND NOT has(six_hours, toStartOfInterval(hour, INTERVAL 6 HOUR, 'UTC')) AND NOT has(hours, hour),
        hours_with_rows) AS open_hours
FROM
(
    SELECT
        groupArrayIf((seconds, start, sealed), fits) AS fitting,
        groupArrayIf(start, fits AND seconds = 86400) AS days,
        groupArrayIf(start, fits AND seconds = 21600) AS six_hours,
        groupArrayIf(start, fits AND seconds = 3600) AS hours,
        groupArrayIf(start, has_rows) AS hours_with_rows
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
    )
);

ALTER TABLE mcp_rollup_plan MODIFY COMMENT 'Sealed buckets of a period that fit into its steps, and its hours that are read from the operations';

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
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
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
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_tool_call_counts MODIFY COMMENT 'Tool calls of a period by kind, counted: from the rollup where it is sealed, else from the operations';

CREATE OR REPLACE VIEW mcp_tool_call_shapes AS
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
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, toUInt64(1) AS call_count, duration_ns,
    [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts,
    toUInt64(arguments_size IS NOT NULL) AS arguments_known, ifNull(arguments_size, 0) AS arguments_bytes
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_tool_call_shapes MODIFY COMMENT 'Tool calls of a period by client and shape of their arguments, counted';

-- The operations of a row lie between `ts` and `last`.
CREATE OR REPLACE VIEW mcp_operation_sessions AS
WITH (
    SELECT (buckets, open_hours)
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
        AND (seconds, start, sealed) IN (SELECT bucket.1, bucket.2, bucket.3 FROM (SELECT arrayJoin(plan.1) AS bucket))
    SETTINGS final = 0
)
UNION ALL
SELECT
    ts, ts AS last, service, method, target, client_name, client_version, transport, protocol_version, side,
    method != 'tools/call' OR side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE toStartOfHour(ts) IN (SELECT arrayJoin([hour - 3600, hour, hour + 3600]) FROM (SELECT arrayJoin(plan.2) AS hour))
            AND exchange IN (SELECT exchange FROM mcp_client_calls WHERE toStartOfHour(ts) IN (SELECT arrayJoin(plan.2)) SETTINGS final = 0)
        SETTINGS final = 0
    ) AS counted,
    outcome, [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
FROM mcp_operations FINAL
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND ({by_target:UInt8} = 0 OR target != '')
    AND toStartOfHour(ts) IN (SELECT arrayJoin(plan.2));

ALTER TABLE mcp_operation_sessions MODIFY COMMENT 'Which sessions had which operations in a period';

CREATE OR REPLACE VIEW mcp_tool_calls_between AS
SELECT *
FROM mcp_operations FINAL
WHERE method = 'tools/call'
    AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (side = 'server' OR exchange NOT IN (
        SELECT exchange
        FROM mcp_operations
        PREWHERE method = 'tools/call' AND side = 'server'
        WHERE ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 10 MINUTE AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 10 MINUTE
            AND exchange IN (
                SELECT exchange FROM mcp_client_calls WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} SETTINGS final = 0)
        SETTINGS final = 0
    ));

ALTER TABLE mcp_tool_calls_between MODIFY COMMENT 'Tool calls that started in a period, each once';

-- How far they reach is told by their slots: the sessions that these make are worked out once.
CREATE OR REPLACE VIEW mcp_open_session_calls AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    session_key, operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        windows.session_key AS session_key, windows.operations_key AS operations_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM (
        SELECT toString(session_key) AS key, ts, side, outcome, target, arguments_size, arguments_shape, trace_id, span_id
        FROM mcp_operations FINAL
        WHERE method = 'tools/call'
            AND ts BETWEEN reach.1 AND reach.2
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN (
        SELECT session_key, operations_key, created
        FROM mcp_session_windows
        WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

ALTER TABLE mcp_open_session_calls MODIFY COMMENT 'How the tool calls of open sessions went, in their order';
