-- For buckets that start with hours of UTC. Hours tell of sessions that are no identity's; an identity pauses for less than that while its
-- session lasts.
SELECT time, uniqExact(id) AS active
FROM (
    SELECT roundDown(toUnixTimestamp(hour), {starts:Array(UInt32)}) AS time, session_id AS id
    FROM mcp_session_hours
    WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    -- include :of
    UNION ALL
    SELECT
        arrayJoin(arrayFilter(
            (start, next) -> start <= toUnixTimestamp(least(last_activity, {to:DateTime64(6, 'UTC')})) AND next > toUnixTimestamp(created),
            {starts:Array(UInt32)},
            arrayPushBack(arrayPopFront({starts:Array(UInt32)}), toUInt32(4294967295)))) AS time,
        cityHash64(session_key) AS id
    FROM
    -- include :sessions
    WHERE basis = 'identity' AND
    -- include sessions/session-filter
)
GROUP BY time
