-- The period before, of equal length: the panel shows how the period changed.
SELECT
    -- include tool-calls/statistics
FROM
    -- include tool-calls/counts-before
