SELECT sum(call_count) AS calls
FROM
    -- include :counts
