SELECT
    -- include tool-calls/call-statistics
FROM
    -- include :table
WHERE
    -- include database/operation-filter
