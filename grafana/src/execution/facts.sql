SELECT
    ts AS time,
    method,
    if(target != '', target, resource_uri) AS name,
    toString(outcome) AS outcome_name,
    duration_ns / 1e6 AS duration,
    error_type,
    error_code,
    error_message AS error,
    toString(side) AS side_name,
    service,
    trim(concat(client_name, ' ', client_version)) AS client,
    transport,
    protocol_version AS protocol,
    session_key AS session,
    arguments_size,
    result_size
FROM mcp_operations
WHERE
    -- include filters/one-execution
LIMIT 1
