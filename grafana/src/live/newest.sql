-- By arrival: an operation that ran for long comes when it ends. What is shown of operations is read only of those that arrived since the
-- last one that is shown.
SELECT
    ingested_at AS arrived,
    ts AS time,
    trim(concat(method, ' ', if(target != '', toString(target), resource_uri))) AS name,
    toString(outcome) AS outcome_name,
    duration_ns / 1e6 AS duration,
    error_message AS error,
    session_key AS session,
    trim(concat(client_name, ' ', client_version)) AS client,
    service,
    toString(side) AS side_name,
    trace_id,
    span_id
FROM mcp_operations
WHERE
    ingested_at >= (
        SELECT min(at)
        FROM (
            SELECT ingested_at AS at
            FROM mcp_operations
            WHERE
                -- include filters/arrivals
                -- include filters/service
                -- include filters/client
            ORDER BY at DESC
            LIMIT 200
        )
    )
    AND
    -- include filters/arrivals
    -- include filters/service
    -- include filters/client
ORDER BY ingested_at DESC, trace_id, span_id
LIMIT 200
