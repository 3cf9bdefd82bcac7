-- Sessions take half as long to plan, and a third less to work out: what identities are cut at is found first, in few columns, and each slot is merged
-- into its session at once. Views in a join are planned twice: the cuts stand in both that need them.

CREATE OR REPLACE VIEW mcp_session_windows AS
SELECT
    if(number = 0, operations_key, concat(operations_key, '@', toString(toUnixTimestamp(created)))) AS session_key,
    operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitAnd(bitShiftRight(hash, 2), 281474976710655), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        s.session_key AS operations_key,
        arrayCount(cut -> cut.1 <= s.slot, identity.cuts) AS number,
        min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
        max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
        max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
        max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
        max(s.client_version) AS client_version, max(s.user_id) AS user_id,
        groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds,
        greatest(max(s.arrived), max(identity.arrival)) AS arrived
    FROM mcp_session_slots AS s
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts, max(arrival) AS arrival
        FROM (
            SELECT
                session_key, slot, min(created) AS begin, max(arrived) AS arrival,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON s.session_key = identity.session_key
    GROUP BY operations_key, number
)
SETTINGS final = 0;

ALTER TABLE mcp_session_windows MODIFY COMMENT 'Sessions as slots make them, without status';

-- How far they reach is told by their slots. The session of a call is told by the last cut before it.
CREATE OR REPLACE VIEW mcp_open_session_calls AS
WITH
    (
        SELECT (min(slots.created), max(slots.last_activity))
        FROM mcp_session_slots AS slots
        WHERE slots.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS reach
SELECT
    if(begin = toDateTime64(0, 6, 'UTC'), operations_key, concat(operations_key, '@', toString(toUnixTimestamp(begin)))) AS session_key,
    operations_key,
    toUInt32(sum(ok)) AS succeeded,
    toUInt32(max(failures)) AS failed,
    toUInt16(max(longest).1) AS longest_run,
    max(longest).2 AS longest_run_tool
FROM (
    SELECT
        toString(call.session_key) AS operations_key,
        if(session_basis = 'identity', arrayLast(cut -> cut.1 <= call.ts, identity.cuts).2, toDateTime64(0, 6, 'UTC')) AS begin,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failures,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            toString(target)))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM mcp_operations AS call FINAL
    LEFT JOIN (
        SELECT session_key, groupArrayIf((slot, begin), cut) AS cuts
        FROM (
            SELECT
                session_key, slot, min(created) AS begin,
                begin >= max(max(last_activity)) OVER (PARTITION BY session_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    + INTERVAL 30 MINUTE AS cut
            FROM mcp_session_slots
            WHERE slot > toDateTime(0, 'UTC')
            GROUP BY session_key, slot
        )
        GROUP BY session_key
    ) AS identity ON call.session_key = identity.session_key
    WHERE method = 'tools/call'
        AND ts BETWEEN reach.1 AND reach.2
        AND call.session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY operations_key, begin, side
)
GROUP BY operations_key, begin
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

ALTER TABLE mcp_open_session_calls MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

-- What is not sealed, in the columns of mcp_quiet_sessions: sessions worth a look are asked for in both, each by itself.
CREATE VIEW IF NOT EXISTS mcp_unsealed_sessions AS
WITH toDateTime64(0, 6, 'UTC') AS never
SELECT
    session_key, operations_key, basis, created, last_activity,
    nullIf(s.ended, never) AS ended,
    end_reason,
    greatest(last_activity, last_heartbeat) AS last_sign_of_life,
    multiIf(
        s.ended > never, 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        last_heartbeat > never OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(if(s.ended > never, s.ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
    succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool
    FROM (SELECT * FROM mcp_session_windows WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)) AS windows
    LEFT JOIN mcp_open_session_calls AS calls USING (session_key, operations_key)
) AS s
SETTINGS final = 0;

ALTER TABLE mcp_unsealed_sessions MODIFY COMMENT 'Sessions of open keys as they are now, with how their calls went';
