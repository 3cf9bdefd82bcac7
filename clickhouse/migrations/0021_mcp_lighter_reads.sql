-- What a session was made of takes less room: 48 bits of a hash tell its operations apart, as 62 did, and ZSTD sees that kinds and names
-- repeat. Hashes that are there already are cut where they are read.
ALTER TABLE mcp_session_slots
    MODIFY COLUMN created CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN last_activity CODEC(Delta(8), ZSTD(1)),
    MODIFY COLUMN server_service CODEC(ZSTD(1)),
    MODIFY COLUMN client_service CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_id CODEC(ZSTD(1)),
    MODIFY COLUMN operations CODEC(ZSTD(1)),
    MODIFY COLUMN kinds CODEC(ZSTD(1)),
    MODIFY COLUMN arrived CODEC(Delta(8), ZSTD(1));

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
        bitShiftLeft(bitAnd(cityHash64(exchange, request_id), 281474976710655), 2),
        toUInt8(method = 'tools/call') + 2 * toUInt8(outcome NOT IN ('ok', 'cancelled')))) AS operations,
    groupUniqArray((method, target, outcome, side)) AS kinds,
    max(ingested_at) AS arrived
FROM mcp_operations AS o
GROUP BY session_key, slot;

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

-- Of a period in which no session is open, sealed sessions tell alone.
CREATE VIEW IF NOT EXISTS mcp_quiet_sessions AS
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
    WHERE NOT removed
) AS s
SETTINGS final = 0;

ALTER TABLE mcp_quiet_sessions MODIFY COMMENT 'Sessions as they were sealed: all that mcp_sessions has of a period in which none is open';

ALTER TABLE mcp_session_windows MODIFY COMMENT 'Sessions as slots make them, without status';

-- What runs is asked for without the sessions, too, which take longer to plan than everything else of the question.
CREATE VIEW IF NOT EXISTS mcp_running_operations AS
SELECT
    ts, seen, if(seen >= now64(6) - INTERVAL 3 MINUTE, 'running', 'lost') AS state,
    service, toString(side) AS side, method, target, resource_uri, session_key, toString(session_basis) AS session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_snapshots FINAL
WHERE (trace_id, span_id) NOT IN (
    SELECT trace_id, span_id
    FROM mcp_operations
    WHERE ts >= (SELECT min(ts) FROM mcp_snapshots) AND trace_id IN (SELECT trace_id FROM mcp_snapshots)
);

ALTER TABLE mcp_running_operations MODIFY COMMENT 'One operation that has not ended';

CREATE OR REPLACE VIEW mcp_running AS
SELECT
    'operation' AS kind, ts, seen, state, service, side, method, target, resource_uri, session_key, session_basis,
    request_id, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape,
    trace_id, span_id, parent_span_id
FROM mcp_running_operations
UNION ALL
SELECT
    'session' AS kind, created AS ts, last_sign_of_life AS seen, 'running' AS state,
    service, '' AS side, '' AS method, '' AS target, '' AS resource_uri, session_key, toString(basis) AS session_basis,
    '' AS request_id, protocol_version, transport, client_name, client_version, user_id, NULL AS arguments_size, '' AS arguments_shape,
    '' AS trace_id, '' AS span_id, '' AS parent_span_id
FROM mcp_sessions
WHERE status IN ('connected', 'idle');

ALTER TABLE mcp_running
    MODIFY COMMENT 'One operation or session that has not ended',
    COMMENT COLUMN kind 'operation or session',
    COMMENT COLUMN ts 'Start',
    COMMENT COLUMN seen 'Last sign of life',
    COMMENT COLUMN state 'running, or lost: an operation without an end whose snapshots stopped 3 minutes ago',
    COMMENT COLUMN side 'server: handled here; client: sent from here; empty for sessions';
