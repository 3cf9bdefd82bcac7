SELECT
    -- include tool-calls/count-statistics
FROM
    -- include :counts
