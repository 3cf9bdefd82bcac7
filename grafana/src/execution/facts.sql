-- One operation, of which it does not matter how often it arrived; a running one from its snapshot.
SELECT *
FROM (
    SELECT *
    FROM (
        SELECT
            ts AS time,
            method,
            if(target != '', toString(target), resource_uri) AS name,
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
            toString(session_basis) AS key_basis,
            request_id,
            user_id,
            address,
            arguments_size,
            result_size,
            arguments_shape,
            result_shape
        FROM mcp_operations
        WHERE
            -- include filters/one-execution
        SETTINGS final = 0
    )
    UNION ALL
    SELECT
        ts, method, if(target != '', toString(target), resource_uri), state, dateDiff('microsecond', ts, seen) / 1e3, '', '', '', side, service,
        trim(concat(client_name, ' ', client_version)), transport, protocol_version, session_key, session_basis, request_id, user_id, '',
        arguments_size, NULL, arguments_shape, ''
    FROM mcp_running_operations
    WHERE
        -- include filters/one-execution
)
LIMIT 1
