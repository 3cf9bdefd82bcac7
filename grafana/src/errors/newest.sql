SELECT
    ts AS time,
    trim(concat(method, ' ', if(target != '', target, resource_uri))) AS name,
    toString(outcome) AS outcome_name,
    error_code,
    error_type,
    error_message AS error,
    session_key AS session,
    trim(concat(client_name, ' ', client_version)) AS client,
    service,
    trace_id,
    span_id
FROM mcp_errors
WHERE
    -- include filters/errors
    -- include filters/fingerprint
ORDER BY ts DESC, trace_id DESC, span_id DESC
LIMIT 200
