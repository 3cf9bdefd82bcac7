(
    SELECT *
    FROM
    (
        SELECT
    -- include :names
            ,
            sum(operation_count) AS operations,
            sumIf(operation_count, method = 'tools/call') AS toolCalls,
            sumIf(operation_count, outcome NOT IN ('ok', 'cancelled')) AS errors,
            max(last) AS lastSeenAt
        FROM
        (
    -- include rollup/operation-counts
        )
        WHERE 1
    -- include :filter
        GROUP BY
    -- include :columns
        ORDER BY operations DESC,
    -- include :columns
        LIMIT 5000
    ) AS counts
    INNER JOIN
    (
        SELECT
    -- include :names
            ,
            uniqExactArray(session_ids) AS sessions
        FROM
        (
    -- include rollup/operation-sessions
        )
        WHERE 1
    -- include :filter
        GROUP BY
    -- include :columns
    ) AS sessions USING (
    -- include :joined
    )
)
