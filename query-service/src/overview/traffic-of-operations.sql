(
    SELECT
    -- include :names
        ,
        uniqExact(cityHash64(session_key)) AS sessions,
        count() AS operations,
        countIf(method = 'tools/call') AS toolCalls,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS errors,
        max(ts) AS lastSeenAt
    FROM
    -- include :operations
    WHERE
    -- include database/operation-filter
    GROUP BY
    -- include :columns
    ORDER BY operations DESC,
    -- include :columns
    LIMIT 5000
)
