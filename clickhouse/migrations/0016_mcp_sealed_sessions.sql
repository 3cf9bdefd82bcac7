-- Sessions are read from rows that are made once a session has gone quiet, not merged for each question. What a row is made of arrives in
-- slots: one of the whole session, or, of an identity, one of each half hour, so that its idle times cut it into sessions wherever
-- its operations were handled. Every aggregate of a slot is idempotent (least, greatest, distinct).

-- A session has many operations: its key stands in a dictionary.
ALTER TABLE mcp_operations MODIFY COLUMN session_key LowCardinality(String);

CREATE TABLE IF NOT EXISTS mcp_session_slots
(
    session_key String COMMENT 'session_key of its operations' CODEC(ZSTD(1)),
    slot DateTime('UTC') COMMENT 'Start of the half hour, where the basis is identity; else 1970',
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
    operations SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'A hash of each; of its lowest bits 1 marks a tool call, 2 an error' CODEC(LZ4),
    arrived SimpleAggregateFunction(max, DateTime64(3, 'UTC')) COMMENT 'When the newest row that is counted arrived',
    INDEX by_arrival arrived TYPE minmax GRANULARITY 1
)
ENGINE = AggregatingMergeTree
ORDER BY (session_key, slot)
-- Sessions are read by key: small granules keep the others unread.
SETTINGS index_granularity = 256
COMMENT 'Mergeable states of sessions; read mcp_sessions instead';

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_slots_from_operations TO mcp_session_slots AS
SELECT
    session_key,
    if(o.session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
    min(o.session_basis) AS session_basis,
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
    groupUniqArray(bitOr(
        bitShiftLeft(cityHash64(exchange, request_id), 2),
        toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))) AS operations,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

-- The end of a session, and the sign of life of an open one, are spans of their own (docs/spans.md).
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_slots_from_spans TO mcp_session_slots AS
WITH
    toDateTime64(0, 6, 'UTC') AS never,
    fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC') AS until
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')) AS slot,
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
    user_id,
    now64(3) AS arrived
FROM mcp_spans
WHERE span_type IN ('session', 'heartbeat');

-- What is there already. Row by row: the table merges what belongs together.
INSERT INTO mcp_session_slots
    (session_key, slot, session_basis, created, last_activity, server_service, client_service, service_version, protocol_version, transport,
     client_name, client_version, user_id, operations)
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')),
    session_basis, ts,
    fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC'),
    if(side = 'server', service, ''), if(side = 'client', service, ''),
    service_version, protocol_version, transport, client_name, client_version, user_id,
    [bitOr(bitShiftLeft(cityHash64(exchange, request_id), 2), toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))]
FROM mcp_operations;

INSERT INTO mcp_session_slots
    (session_key, slot, session_basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
     service_version, protocol_version, transport, client_name, client_version, user_id)
SELECT
    session_key, toDateTime(0, 'UTC'), session_basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
    service_version, protocol_version, transport, client_name, client_version, user_id
FROM mcp_session_states
WHERE session_basis != 'identity';

-- The sessions that slots make. A pause of 30 minutes cuts an identity; the ends of a pause are never in the same slot.
CREATE VIEW IF NOT EXISTS mcp_session_windows AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, max(s.arrived) AS arrived
        FROM mcp_session_slots AS s
        GROUP BY operations_key, slot
    ),
    cuts AS (
        SELECT
            *,
            created >= max(last_activity) OVER (PARTITION BY operations_key ORDER BY slot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                + INTERVAL 30 MINUTE AS cut
        FROM slots
        WHERE slot > toDateTime(0, 'UTC')
    ),
    numbered AS (SELECT *, sum(cut) OVER (PARTITION BY operations_key ORDER BY slot) AS number FROM cuts)
SELECT
    session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason,
    if(server_service != '', server_service, client_service) AS service,
    service_version, protocol_version, transport, client_name, client_version, user_id,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), hashes)))) AS operations,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 0), hashes))))) AS tool_calls,
    toUInt32(length(arrayDistinct(arrayMap(hash -> bitShiftRight(hash, 2), arrayFilter(hash -> bitTest(hash, 1), hashes))))) AS errors,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

CREATE TABLE IF NOT EXISTS mcp_sealed_sessions
(
    session_key String CODEC(ZSTD(1)),
    operations_key String COMMENT 'session_key of its operations' CODEC(ZSTD(1)),
    basis Enum8('protocol' = 1, 'connection' = 2, 'baggage' = 3, 'header' = 4, 'identity' = 5, 'trace' = 6, 'none' = 7),
    created DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    last_activity DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    last_heartbeat DateTime64(6, 'UTC') CODEC(ZSTD(1)),
    ended DateTime64(6, 'UTC') CODEC(ZSTD(1)),
    end_reason LowCardinality(String),
    service LowCardinality(String),
    service_version LowCardinality(String),
    protocol_version LowCardinality(String),
    transport LowCardinality(String),
    client_name LowCardinality(String),
    client_version LowCardinality(String),
    user_id String CODEC(ZSTD(1)),
    operations UInt32 CODEC(T64, ZSTD(1)),
    tool_calls UInt32 CODEC(T64, ZSTD(1)),
    errors UInt32 CODEC(T64, ZSTD(1)),
    succeeded UInt32 COMMENT 'Tool calls that were reported as ok' CODEC(T64, ZSTD(1)),
    failed UInt32 COMMENT 'Tool calls that the side with more of them reported as failed' CODEC(T64, ZSTD(1)),
    longest_run UInt16 COMMENT 'Most calls in a row of one tool with arguments of the same size and shape' CODEC(T64, ZSTD(1)),
    longest_run_tool LowCardinality(String),
    arrived DateTime64(3, 'UTC') COMMENT 'The newest arrival that is counted' CODEC(Delta(8), ZSTD(1)),
    removed Bool COMMENT 'No longer a session: it begins earlier, or is part of another one',
    siblings UInt32 COMMENT 'Rows of the same key and arrival: the key is sealed when all of them are there' CODEC(T64, ZSTD(1)),
    INDEX by_last_activity last_activity TYPE minmax GRANULARITY 1,
    INDEX by_key session_key TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_operations_key operations_key TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_arrival arrived TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(arrived)
PARTITION BY toDate(created)
ORDER BY (created, operations_key)
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024, min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1
COMMENT 'Sessions as they were when they last went quiet; read mcp_sessions instead';

-- All that arrived before this time, and belongs to a session, is counted in a sealed row.
CREATE TABLE IF NOT EXISTS mcp_session_watermark
(
    id UInt8,
    until SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY id
COMMENT 'Until when all arrivals are counted in sealed sessions';

-- Keys with arrivals that no sealed row may count yet: their sessions are merged when they are read.
CREATE VIEW IF NOT EXISTS mcp_open_sessions AS
SELECT DISTINCT session_key AS operations_key
FROM mcp_session_slots
WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
SETTINGS final = 0;

-- Each call of an open session in its order: how many succeeded and failed, and the longest run of calls with one signature, which is
-- the tool with the size and shape of its arguments. Calls whose arguments nobody measured are like no other.
CREATE VIEW IF NOT EXISTS mcp_open_session_calls AS
WITH windows AS (
    SELECT session_key, operations_key, created, last_activity
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
)
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
            AND ts BETWEEN (SELECT min(created) FROM windows) AND (SELECT max(last_activity) FROM windows)
            AND session_key IN (SELECT operations_key FROM mcp_open_sessions)
    ) AS call
    ASOF INNER JOIN windows ON call.key = windows.operations_key AND call.ts >= windows.created
    GROUP BY session_key, operations_key, side
)
GROUP BY session_key, operations_key
SETTINGS final = 0, do_not_merge_across_partitions_select_final = 1;

-- Each minute: keys that have been quiet for two minutes (an insert that is under way has its time of arrival, but no rows to see yet), a
-- hundred thousand at a time at most. Rows of a key that no longer stand for a session are marked.
CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_sealer REFRESH EVERY 1 MINUTE APPEND TO mcp_sealed_sessions AS
WITH
    due AS (
        SELECT session_key
        FROM mcp_session_slots
        WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
        GROUP BY session_key
        HAVING max(arrived) < now64(3) - INTERVAL 2 MINUTE
            AND (session_key, max(arrived)) NOT IN (
                SELECT operations_key, arrived
                FROM mcp_sealed_sessions
                WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
                GROUP BY operations_key, arrived
                HAVING uniqExact(created) = max(siblings)
            )
        ORDER BY max(arrived)
        LIMIT 100000
    ),
    windows AS (
        SELECT *
        FROM mcp_session_windows
        WHERE operations_key IN (SELECT session_key FROM due) AND arrived < now64(3) - INTERVAL 2 MINUTE
    )
SELECT *, toUInt32(count() OVER (PARTITION BY operations_key)) AS siblings
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version, transport, client_name, client_version, user_id,
        operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool, arrived, false AS removed
    FROM windows
    LEFT JOIN (SELECT * FROM mcp_open_session_calls WHERE operations_key IN (SELECT session_key FROM due)) AS calls USING (session_key, operations_key)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool,
        newest AS arrived, true AS removed
    FROM mcp_sealed_sessions AS sealed FINAL
    INNER JOIN (
        SELECT operations_key, groupArray(created) AS starts, max(arrived) AS newest FROM windows GROUP BY operations_key
    ) AS now USING (operations_key)
    WHERE operations_key IN (SELECT session_key FROM due) AND NOT sealed.removed AND NOT has(starts, sealed.created)
);

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_watermark_from_slots REFRESH EVERY 1 MINUTE APPEND TO mcp_session_watermark AS
SELECT 0 AS id, least(now64(3) - INTERVAL 2 MINUTE, coalesce(minOrNull(newest), now64(3))) AS until
FROM (
    SELECT session_key, max(arrived) AS newest
    FROM mcp_session_slots
    WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
    GROUP BY session_key
)
WHERE (session_key, newest) NOT IN (
    SELECT operations_key, arrived
    FROM mcp_sealed_sessions
    WHERE arrived >= (SELECT max(until) FROM mcp_session_watermark)
    GROUP BY operations_key, arrived
    HAVING uniqExact(created) = max(siblings)
);

-- Status, at the time of reading: closed when its end was seen; connected when it showed a sign of life within 5 minutes; lost when
-- its heartbeats stopped, or when it was silent for 30 minutes; else idle.
CREATE OR REPLACE VIEW mcp_sessions AS
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
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors
    FROM mcp_session_windows
    WHERE operations_key IN (SELECT operations_key FROM mcp_open_sessions)
) AS s
SETTINGS final = 0;

ALTER TABLE mcp_sessions
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations; of an identity, that with @ and the second of its creation (Unix time): each pause of 30 minutes begins another session',
    COMMENT COLUMN operations_key 'The session_key of its operations, which lie between created and last_activity',
    COMMENT COLUMN basis 'What the session key rests on, strongest first',
    COMMENT COLUMN created 'Start of its first operation, or of its connection',
    COMMENT COLUMN last_activity 'End of its last operation',
    COMMENT COLUMN ended 'When it ended, where that was seen',
    COMMENT COLUMN end_reason 'closed, terminated, shutdown, idle or error; empty where no end was seen',
    COMMENT COLUMN last_sign_of_life 'Last activity or heartbeat, the later one',
    COMMENT COLUMN status 'As of now. closed: its end was seen; connected: a sign of life within 5 minutes; lost: its heartbeats stopped, or silent for 30 minutes; else idle',
    COMMENT COLUMN duration_ms 'Milliseconds from created to its end, else to its last activity',
    COMMENT COLUMN service 'service.name of the server, or of the client where no server reported',
    COMMENT COLUMN service_version 'service.version of that process',
    COMMENT COLUMN protocol_version 'Revision of MCP, such as 2025-11-25',
    COMMENT COLUMN transport 'stdio, http, sse, websocket or in_memory',
    COMMENT COLUMN client_name 'clientInfo.name of initialize',
    COMMENT COLUMN client_version 'clientInfo.version of initialize',
    COMMENT COLUMN user_id 'Salted hash of the authenticated subject',
    COMMENT COLUMN operations 'Requests and notifications; one that both sides reported counts once',
    COMMENT COLUMN tool_calls 'Those of the method tools/call',
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled';

ALTER TABLE mcp_session_windows MODIFY COMMENT 'Sessions as slots make them, without status';
ALTER TABLE mcp_open_sessions MODIFY COMMENT 'Keys of sessions that no sealed row may count yet';
ALTER TABLE mcp_open_session_calls MODIFY COMMENT 'How the tool calls of open sessions went, in their order';

-- How the calls of each session went, for what tells sessions that are worth a look.
CREATE VIEW IF NOT EXISTS mcp_session_calls AS
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_sealed_sessions FINAL
WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
UNION ALL
SELECT session_key, succeeded, failed, longest_run, longest_run_tool
FROM mcp_open_session_calls
SETTINGS final = 0;

ALTER TABLE mcp_session_calls MODIFY COMMENT 'How the tool calls of a session went, in their order';

-- Sessions are no longer made of these.
DROP VIEW IF EXISTS mcp_session_states_from_operations;
DROP VIEW IF EXISTS mcp_session_states_from_spans;

-- An identity is cut into sessions by its idle times: hours cannot tell how many.
DROP VIEW IF EXISTS mcp_session_hours_from_operations;

CREATE MATERIALIZED VIEW IF NOT EXISTS mcp_session_hours_from_operations TO mcp_session_hours AS
SELECT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
WHERE session_basis != 'identity'
GROUP BY hour, session_id;

TRUNCATE TABLE mcp_session_hours;

INSERT INTO mcp_session_hours
SELECT DISTINCT toStartOfHour(ts) AS hour, cityHash64(session_key) AS session_id
FROM mcp_operations
WHERE session_basis != 'identity';

ALTER TABLE mcp_session_hours MODIFY COMMENT 'One hour in which a session was active, except of identities';
