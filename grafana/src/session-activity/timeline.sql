-- Oldest first, with the offset from the session's first operation. Where both sides reported one exchange, the server's
-- view is shown; what is running or lost comes from its snapshots.
-- include session-activity/shown
SELECT
    time,
    dateDiff('millisecond', min(time) OVER (), time) AS offset,
    kind, name, outcome_name, duration, error, trace_id, span_id
FROM (
    SELECT
        ts AS time,
        multiIf(method = 'tools/call', 'tool execution', startsWith(method, 'notifications/'), 'notification', 'request') AS kind,
        trim(concat(method, ' ', if(target != '', target, resource_uri))) AS name,
        toString(outcome) AS outcome_name,
        duration_ns / 1e6 AS duration,
        error_message AS error,
        trace_id, span_id
    FROM mcp_operations
    WHERE
        -- include filters/operations-of-session
        AND (side = 'server' OR exchange NOT IN (
            SELECT exchange
            FROM mcp_operations
            WHERE side = 'server' AND
                -- include filters/operations-of-session
        ))
    UNION ALL
    SELECT
        ts,
        multiIf(method = 'tools/call', 'tool execution', startsWith(method, 'notifications/'), 'notification', 'request'),
        trim(concat(method, ' ', if(target != '', target, resource_uri))),
        state,
        dateDiff('microsecond', ts, seen) / 1e3,
        '',
        trace_id, span_id
    FROM mcp_running_operations
    WHERE session_key IN (SELECT arrayJoin(shown.1))
)
ORDER BY time, span_id
LIMIT 1000
