-- For buckets that start with hours of UTC: hours tell of sessions that are no identity's.
SELECT roundDown(toUnixTimestamp(hour), {starts:Array(UInt32)}) AS time, uniqExact(session_id) AS active
FROM mcp_session_hours
WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
    -- include :of
GROUP BY time
