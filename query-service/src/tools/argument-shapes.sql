-- Shapes by the number of their calls. They are few: each one is taken apart once, for all calls that have it.
SELECT
    arguments_shape AS shape,
    arrayMap(pair -> (pair.1, trim(BOTH '"' FROM pair.2)), JSONExtractKeysAndValuesRaw(toString(shape))) AS arguments,
    -- include tool-calls/count-statistics
FROM
    -- include :shapes
WHERE arguments_shape != ''
GROUP BY shape
ORDER BY calls DESC, shape
LIMIT 1000
