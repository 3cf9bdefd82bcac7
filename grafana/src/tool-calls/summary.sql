SELECT
    -- include tool-calls/statistics
FROM
    -- include tool-calls/counts
