-- Shapes are few: each one is taken apart once, for all calls that have it.
SELECT argument.1 AS name, argument.2 AS type, sum(callsOfShape) AS calls, sum(failedOfShape) AS failed
FROM (
    SELECT arguments_shape, sum(call_count) AS callsOfShape, sumIf(call_count, outcome NOT IN ('ok', 'cancelled')) AS failedOfShape
    FROM
    -- include :shapes
    WHERE arguments_shape != ''
    GROUP BY arguments_shape
    ORDER BY callsOfShape DESC
    LIMIT 1000
)
ARRAY JOIN arrayMap(pair -> (pair.1, trim(BOTH '"' FROM pair.2)), JSONExtractKeysAndValuesRaw(toString(arguments_shape))) AS argument
GROUP BY name, type
ORDER BY calls DESC, name, type
LIMIT 100
