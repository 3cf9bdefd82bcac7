SELECT
    arguments_shape AS shape,
    -- include tool-calls/count-statistics
FROM
    -- include :shapes
WHERE arguments_shape != ''
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 20
