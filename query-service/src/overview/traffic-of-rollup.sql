(
    SELECT
    -- include :names
        ,
        uniqExactArray(session_ids) AS sessions,
        sum(operation_count) AS operations,
        sumIf(operation_count, method = 'tools/call') AS toolCalls,
        sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS errors,
        max(last) AS lastSeenAt
    FROM
    (
        SELECT service, client_name, client_version, transport, protocol_version, method, outcome, operation_count, last, session_ids
        FROM
        (
    -- include rollup/operation-traffic
        )
        WHERE 1
    -- include :kinds
    -- include :beside
    )
    GROUP BY
    -- include :columns
    ORDER BY operations DESC,
    -- include :columns
    LIMIT 5000
)
