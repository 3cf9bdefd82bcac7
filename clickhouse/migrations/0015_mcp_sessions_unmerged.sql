-- The same sessions, without FINAL on their states: the view merges the states itself, and readers' profiles, which set `final` for the
-- tables of rows, made it do so twice.
CREATE OR REPLACE VIEW mcp_sessions AS
SELECT
    session_key,
    min(s.session_basis) AS basis,
    min(s.created) AS created,
    max(s.last_activity) AS last_activity,
    nullIf(max(s.ended), toDateTime64(0, 6, 'UTC')) AS ended,
    max(s.end_reason) AS end_reason,
    greatest(max(s.last_activity), max(s.last_heartbeat)) AS last_sign_of_life,
    multiIf(
        max(s.ended) > toDateTime64(0, 6, 'UTC'), 'closed',
        last_sign_of_life >= now64(6) - INTERVAL 5 MINUTE, 'connected',
        max(s.last_heartbeat) > toDateTime64(0, 6, 'UTC') OR last_sign_of_life < now64(6) - INTERVAL 30 MINUTE, 'lost',
        'idle') AS status,
    toUInt64(greatest(0, toUnixTimestamp64Micro(coalesce(ended, last_activity)) - toUnixTimestamp64Micro(created))) / 1000 AS duration_ms,
    if(max(s.server_service) != '', max(s.server_service), max(s.client_service)) AS service,
    max(s.service_version) AS service_version,
    max(s.protocol_version) AS protocol_version,
    max(s.transport) AS transport,
    max(s.client_name) AS client_name,
    max(s.client_version) AS client_version,
    max(s.user_id) AS user_id,
    uniqExactMerge(s.operations) AS operations,
    uniqExactMerge(s.tool_calls) AS tool_calls,
    uniqExactMerge(s.errors) AS errors
FROM mcp_session_states AS s
GROUP BY session_key
SETTINGS final = 0;

-- A view that is replaced loses its comments.
ALTER TABLE mcp_sessions
    MODIFY COMMENT 'One session, with its status as of now',
    COMMENT COLUMN session_key 'The session_key of its operations',
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
