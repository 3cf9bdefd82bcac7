-- By outcome and side sessions are found without their kinds: which of the fourteen combinations a session has is one small number. Rows
-- that are there already have it from their kinds, at once: the mutation only spares readers the arrays.
ALTER TABLE mcp_sealed_sessions
    ADD COLUMN IF NOT EXISTS outcome_mask UInt16
        DEFAULT arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`))
        COMMENT 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s'
        CODEC(T64, ZSTD(1)) AFTER `kinds.side`;

ALTER TABLE mcp_sealed_sessions MATERIALIZE COLUMN outcome_mask;

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
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
    UNION ALL
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`,
        arrayReduce('groupBitOr', arrayMap(
            (outcome, side) -> bitShiftLeft(toUInt16(1), 2 * (toUInt8(outcome) - 1) + toUInt8(side) - 1), `kinds.outcome`, `kinds.side`)) AS outcome_mask
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
    COMMENT COLUMN `kinds.side` 'Sides, of the same combinations',
    COMMENT COLUMN outcome_mask 'Which outcomes its operations have, a bit for each: of the server’s view 1 is ok, 4 tool_error, 16 invalid_request and so on; twice that is the client’s';

-- What is sealed of a session tells of its calls, too: what makes one worth a look is asked along with it.
CREATE OR REPLACE VIEW mcp_quiet_sessions AS
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
    `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
FROM (
    SELECT
        session_key, operations_key, basis, created, last_activity, last_heartbeat, ended, end_reason, service, service_version, protocol_version,
        transport, client_name, client_version, user_id, operations, tool_calls, errors,
        `kinds.method`, `kinds.target`, `kinds.outcome`, `kinds.side`, outcome_mask, succeeded, failed, longest_run, longest_run_tool
    FROM mcp_sealed_sessions FINAL
    WHERE NOT removed
) AS s
SETTINGS final = 0;

ALTER TABLE mcp_quiet_sessions MODIFY COMMENT 'Sessions as they were sealed, with how their calls went: all that is to be told of a period in which none is open';
