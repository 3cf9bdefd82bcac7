-- What runs for longer than a second, as its newest snapshot told, longest first.
SELECT
    ts AS time,
    trim(concat(method, ' ', if(target != '', toString(target), resource_uri))) AS name,
    state,
    dateDiff('millisecond', ts, seen) AS duration,
    session_key AS session,
    trim(concat(client_name, ' ', client_version)) AS client,
    service,
    trace_id,
    span_id
FROM mcp_running_operations
WHERE ts >= $__fromTime_ms - INTERVAL 1 DAY
    -- include filters/service
    -- include filters/client
ORDER BY state DESC, ts
LIMIT 200
