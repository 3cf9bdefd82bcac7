-- Two rows: the period before, of equal length, and the period. The panel shows the second, and how it changed.
SELECT * EXCEPT place
FROM (
    SELECT
        0 AS place,
        -- include tool-calls/statistics
    FROM
        -- include tool-calls/counts-before
    UNION ALL
    SELECT
        1 AS place,
        -- include tool-calls/statistics
    FROM
        -- include tool-calls/counts
)
ORDER BY place
