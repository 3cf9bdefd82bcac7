SELECT
    arguments_shape AS shape,
    -- include tool-calls/call-statistics
FROM
    -- include :table
WHERE
    -- include database/operation-filter
    AND arguments_shape != ''
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 20
