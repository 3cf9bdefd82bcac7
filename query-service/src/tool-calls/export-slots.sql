-- How many calls started in each slot of so many seconds.
SELECT toUnixTimestamp(toStartOfInterval(ts, toIntervalSecond({slot:UInt32}))) AS start, count() AS rows
FROM
    -- include :table
WHERE
    -- include database/operation-filter
GROUP BY start
ORDER BY start
