-- Of the period that begins then, and of the one before.
SELECT
    ts >= {since:DateTime64(6, 'UTC')} AS isNow,
    -- include tool-calls/count-statistics
FROM
    -- include :counts
GROUP BY isNow
