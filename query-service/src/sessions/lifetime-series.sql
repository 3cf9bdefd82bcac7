-- Of each bucket: the sessions whose part of the period begins in it, those whose part ends in it, and those created in it.
SELECT
    edge.1 AS time,
    countIf(edge.2 = 'begin') AS begun,
    countIf(edge.2 = 'end') AS over,
    countIf(edge.2 = 'begin' AND created >= {from:DateTime64(6, 'UTC')}) AS created_count,
    avgIf(duration_ms, edge.2 = 'begin' AND created >= {from:DateTime64(6, 'UTC')}) AS averageDurationMs
FROM (
    SELECT
        created, duration_ms,
        arrayJoin([
            (roundDown(toUnixTimestamp(created), {starts:Array(UInt32)}), 'begin'),
            (roundDown(toUnixTimestamp(coalesce(ended, last_activity)), {starts:Array(UInt32)}), 'end')]) AS edge
    FROM
    -- include :sessions
    WHERE
    -- include sessions/session-filter
)
GROUP BY time
