-- For each of the ten names with the most calls, and for all others together.
WITH (
    SELECT groupArray(name)
    FROM (
        SELECT
    -- include :by
            AS name
        FROM
    -- include :counts
        GROUP BY name
        ORDER BY sum(call_count) DESC, name
        LIMIT 10
    )
) AS top
SELECT
    NOT has(top,
    -- include :by
    ) AS others,
    if(others, '',
    -- include :by
    ) AS name,
    roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time,
    -- include tool-calls/count-statistics
FROM
    -- include :counts
GROUP BY others, name, time
