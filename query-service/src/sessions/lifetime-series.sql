-- Of each bucket: the sessions whose part of the period begins in it, those whose part ends in it, those created in it, and the identities'
-- among those that were open in it: an identity is active while its session lasts, since it pauses for less than an hour.
SELECT
    edge.1 AS time,
    sumIf(sessions, edge.2 = 'begin') AS begun,
    sumIf(sessions, edge.2 = 'end') AS over,
    sumIf(sessions, edge.2 = 'open') AS active_identities,
    sumIf(created_sessions, edge.2 = 'begin') AS created_count,
    sumIf(durations_ms, edge.2 = 'begin') / created_count AS averageDurationMs
FROM (
    -- Few buckets lie between begin and end: what is alike is counted before it is told apart by them.
    SELECT
        roundDown(toUnixTimestamp(created), {starts:Array(UInt32)}) AS begin,
        roundDown(toUnixTimestamp(coalesce(ended, last_activity)), {starts:Array(UInt32)}) AS end,
        if(
            basis = 'identity',
            roundDown(toUnixTimestamp(least(last_activity, {to:DateTime64(6, 'UTC')})), {starts:Array(UInt32)}),
            0) AS identity_end,
        count() AS sessions,
        countIf(created >= {from:DateTime64(6, 'UTC')}) AS created_sessions,
        sumIf(duration_ms, created >= {from:DateTime64(6, 'UTC')}) AS durations_ms
    FROM
    -- include :sessions
    WHERE
    -- include sessions/session-filter
    GROUP BY begin, end, identity_end
)
ARRAY JOIN arrayConcat(
    [(begin, 'begin'), (end, 'end')],
    arrayMap(start -> (start, 'open'), arrayFilter(start -> start BETWEEN begin AND identity_end, {starts:Array(UInt32)}))) AS edge
GROUP BY time
