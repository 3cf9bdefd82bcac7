-- Of each bucket: the sessions whose part of the period begins in it, those whose part ends in it, those created in it, and, where it starts with an
-- hour, those active in it. Sessions are read once: what is alike is counted before it is told apart by buckets, and few are not within one.
WITH (
    SELECT
        (groupArray((begin, end, identity_end, is_active, sessions, created_sessions, durations_ms)), groupArrayArray(spanning))
    FROM (
        SELECT
            roundDown(toUnixTimestamp(created), {starts:Array(UInt32)}) AS begin,
            roundDown(toUnixTimestamp(coalesce(ended, last_activity)), {starts:Array(UInt32)}) AS end,
            -- An identity is active while its session lasts, since it pauses for less than an hour.
            if(
                basis = 'identity',
                roundDown(toUnixTimestamp(least(last_activity, {to:DateTime64(6, 'UTC')})), {starts:Array(UInt32)}),
                0) AS identity_end,
            basis != 'identity' AND operations > 0 AS has_operations,
            has_operations AND created >= {from:DateTime64(6, 'UTC')} AND last_activity < {to:DateTime64(6, 'UTC')}
                AND roundDown(toUnixTimestamp(last_activity), {starts:Array(UInt32)}) = begin AS is_active,
            count() AS sessions,
            countIf(created >= {from:DateTime64(6, 'UTC')}) AS created_sessions,
            sumIf(duration_ms, created >= {from:DateTime64(6, 'UTC')}) AS durations_ms,
            groupArrayIf(cityHash64(operations_key), has_operations AND NOT is_active) AS spanning
        FROM
        -- include :sessions
        WHERE
        -- include sessions/session-filter
        GROUP BY begin, end, identity_end, has_operations, is_active
    )
) AS told
SELECT
    time,
    sumIf(sessions, of = 'begin') AS begun,
    sumIf(sessions, of = 'end') AS over,
    sumIf(sessions, of = 'active') AS active_count,
    sumIf(created_sessions, of = 'begin') AS created_count,
    sumIf(durations_ms, of = 'begin') / created_count AS averageDurationMs
FROM (
    SELECT edge.1 AS time, edge.2 AS of, alike.5 AS sessions, alike.6 AS created_sessions, alike.7 AS durations_ms
    FROM (SELECT arrayJoin(told.1) AS alike)
    ARRAY JOIN arrayConcat(
        [(alike.1, 'begin'), (alike.2, 'end')],
        if(alike.4, [(alike.1, 'active')], []),
        arrayMap(start -> (start, 'active'), arrayFilter(start -> start BETWEEN alike.1 AND alike.3, {starts:Array(UInt32)}))) AS edge
    -- include :hours
)
GROUP BY time
