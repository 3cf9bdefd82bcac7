
        UNION ALL
        SELECT
            service, client_name, client_version, transport, protocol_version, method, outcome, 1 AS operation_count, ts AS last,
            [cityHash64(session_key)] AS session_ids
        FROM
    -- include :texts
        WHERE
    -- include database/operation-filter
    -- include :others
