
    UNION ALL
    SELECT ts, outcome, 1 AS operation_count
    FROM
    -- include :texts
    WHERE
    -- include database/operation-filter
    -- include :others
