-- Shapes are few: each one is taken apart once, for all calls that have it.
SELECT argument.1 AS name, argument.2 AS type, sum(calls_of_shape) AS calls, sum(failed_of_shape) AS failed
FROM (
    SELECT
        toString(arguments_shape) AS shape, sum(call_count) AS calls_of_shape,
        sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failed_of_shape
    FROM
        -- include tool/shapes
    GROUP BY shape
    ORDER BY calls_of_shape DESC
    LIMIT 1000
)
ARRAY JOIN arrayMap(pair -> (pair.1, trim(BOTH '"' FROM pair.2)), JSONExtractKeysAndValuesRaw(shape)) AS argument
GROUP BY name, type
ORDER BY calls DESC, name, type
LIMIT 100
