-- Which kinds of operations a session has is known without its operations: sessions are found by tool, method, outcome and side.
ALTER TABLE mcp_session_slots
    ADD COLUMN IF NOT EXISTS kinds SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(
        method String,
        target String,
        outcome Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7),
        side Enum8('server' = 1, 'client' = 2)))) AFTER operations;

ALTER TABLE mcp_session_slots_from_operations MODIFY QUERY
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
    groupUniqArray((method, target, outcome, side)) AS kinds,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

INSERT INTO mcp_session_slots (session_key, slot, session_basis, created, kinds)
SELECT
    session_key,
    if(session_basis = 'identity', toStartOfInterval(ts, INTERVAL 30 MINUTE, 'UTC'), toDateTime(0, 'UTC')),
    session_basis, ts, [(method, target, outcome, side)]
FROM mcp_operations;

ALTER TABLE mcp_sealed_sessions
    ADD COLUMN IF NOT EXISTS `kinds.method` Array(LowCardinality(String)) AFTER longest_run_tool,
    ADD COLUMN IF NOT EXISTS `kinds.target` Array(LowCardinality(String)) AFTER `kinds.method`,
    ADD COLUMN IF NOT EXISTS `kinds.outcome` Array(Enum8('ok' = 1, 'tool_error' = 2, 'invalid_request' = 3, 'server_error' = 4, 'cancelled' = 5, 'timeout' = 6, 'lost' = 7)) AFTER `kinds.target`,
    ADD COLUMN IF NOT EXISTS `kinds.side` Array(Enum8('server' = 1, 'client' = 2)) AFTER `kinds.outcome`;

CREATE OR REPLACE VIEW mcp_session_windows AS
WITH
    slots AS (
        SELECT
            s.session_key AS operations_key, s.slot AS slot,
            min(s.session_basis) AS basis, min(s.created) AS created, max(s.last_activity) AS last_activity,
            max(s.last_heartbeat) AS last_heartbeat, max(s.ended) AS ended, max(s.end_reason) AS end_reason,
            max(s.server_service) AS server_service, max(s.client_service) AS client_service, max(s.service_version) AS service_version,
            max(s.protocol_version) AS protocol_version, max(s.transport) AS transport, max(s.client_name) AS client_name,
            max(s.client_version) AS client_version, max(s.user_id) AS user_id,
            groupUniqArrayArray(s.operations) AS hashes, groupUniqArrayArray(s.kinds) AS kinds, max(s.arrived) AS arrived
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
    CAST(kinds.method, 'Array(LowCardinality(String))') AS `kinds.method`,
    CAST(kinds.target, 'Array(LowCardinality(String))') AS `kinds.target`,
    kinds.outcome AS `kinds.outcome`,
    kinds.side AS `kinds.side`,
    arrived
FROM (
    SELECT
        operations_key AS session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, server_service, client_service,
        service_version, protocol_version, transport, client_name, client_version, user_id, hashes, kinds, arrived
    FROM slots
    WHERE slot = toDateTime(0, 'UTC')
    UNION ALL
    SELECT
        concat(operations_key, '@', toString(toUnixTimestamp(min(w.created)))) AS session_key, operations_key, min(w.basis), min(w.created),
        max(w.last_activity), max(w.last_heartbeat), max(w.ended), max(w.end_reason), max(w.server_service), max(w.client_service),
        max(w.service_version), max(w.protocol_version), max(w.transport), max(w.client_name), max(w.client_version), max(w.user_id),
        groupUniqArrayArray(w.hashes), groupUniqArrayArray(w.kinds), max(max(w.arrived)) OVER (PARTITION BY operations_key)
    FROM numbered AS w
    GROUP BY operations_key, number
)
SETTINGS final = 0;

DROP VIEW IF EXISTS mcp_session_sealer;

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
        operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, arrived, false AS removed
    FROM windows
    LEFT JOIN (SELECT * FROM mcp_open_session_calls WHERE operations_key IN (SELECT session_key FROM due)) AS calls USING (session_key, operations_key)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors, succeeded, failed, longest_run, longest_run_tool,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, newest AS arrived, true AS removed
    FROM mcp_sealed_sessions AS sealed FINAL
    INNER JOIN (
        SELECT operations_key, groupArray(created) AS starts, max(arrived) AS newest FROM windows GROUP BY operations_key
    ) AS now USING (operations_key)
    WHERE operations_key IN (SELECT session_key FROM due) AND NOT sealed.removed AND NOT has(starts, sealed.created)
);

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
    service, service_version, protocol_version, transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`
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
    COMMENT COLUMN errors 'Those whose outcome is neither ok nor cancelled',
    COMMENT COLUMN `kinds.method` 'Methods of its operations; with the next three, each combination that they have',
    COMMENT COLUMN `kinds.target` 'Tools and prompts, of the same combinations',
    COMMENT COLUMN `kinds.outcome` 'Outcomes, of the same combinations',
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations';

ALTER TABLE mcp_session_windows MODIFY COMMENT 'Sessions as slots make them, without status';

-- What is sealed is sealed anew.
TRUNCATE TABLE mcp_sealed_sessions;

TRUNCATE TABLE mcp_session_watermark;

DROP TABLE IF EXISTS mcp_session_states;
