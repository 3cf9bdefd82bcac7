SELECT
    -- include tool-calls/statistics
    ,
    maxOrNull(last) AS last_seen
FROM
    -- include tool/counts
