-- Of each bucket: the sessions whose part of the period begins in it, those whose part ends in it, those created in it, and the identities'
-- among those that were open in it: an identity is active while its session lasts, since it pauses for less than an hour.
SELECT
    edge.1 AS time,
    countIf(edge.2 = 'begin') AS begun,
    countIf(edge.2 = 'end') AS over,
    countIf(edge.2 = 'open') AS active_identities,
    countIf(edge.2 = 'begin' AND created >= {from:DateTime64(6, 'UTC')}) AS created_count,
    avgIf(duration_ms, edge.2 = 'begin' AND created >= {from:DateTime64(6, 'UTC')}) AS averageDurationMs
FROM (
    SELECT
        created, duration_ms,
        arrayJoin(arrayConcat(
            [
                (roundDown(toUnixTimestamp(created), {starts:Array(UInt32)}), 'begin'),
                (roundDown(toUnixTimestamp(coalesce(ended, last_activity)), {starts:Array(UInt32)}), 'end')
            ],
            if(
                basis = 'identity',
                arrayMap(
                    start -> (start, 'open'),
                    arrayFilter(
                        (start, next) -> start <= toUnixTimestamp(least(last_activity, {to:DateTime64(6, 'UTC')})) AND next > toUnixTimestamp(created),
                        {starts:Array(UInt32)},
                        arrayPushBack(arrayPopFront({starts:Array(UInt32)}), toUInt32(4294967295)))),
                []))) AS edge
    FROM
    -- include :sessions
    WHERE
    -- include sessions/session-filter
)
GROUP BY time
