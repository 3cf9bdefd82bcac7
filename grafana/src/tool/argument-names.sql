-- Shapes are few: each one is taken apart once, for all calls that have it.
SELECT argument.1 AS name, argument.2 AS type, sum(calls_of_shape) AS calls, sum(failed_of_shape) AS failed
FROM (
    SELECT arguments_shape, count() AS calls_of_shape, countIf(outcome NOT IN ('ok', 'cancelled')) AS failed_of_shape
    FROM
        -- include tool/calls
    WHERE arguments_shape != ''
    GROUP BY arguments_shape
    ORDER BY calls_of_shape DESC
    LIMIT 1000
)
ARRAY JOIN arrayMap(pair -> (pair.1, trim(BOTH '"' FROM pair.2)), JSONExtractKeysAndValuesRaw(arguments_shape)) AS argument
GROUP BY name, type
ORDER BY calls DESC, name, type
LIMIT 100
