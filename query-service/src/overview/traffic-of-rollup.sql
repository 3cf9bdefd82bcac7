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
    -- include rollup/operation-traffic
    GROUP BY
    -- include :columns
    ORDER BY operations DESC,
    -- include :columns
    LIMIT 5000
)
