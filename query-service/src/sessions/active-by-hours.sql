-- For buckets of whole hours, without filters.
SELECT toStartOfInterval(hour, toIntervalSecond({bucket:UInt32})) AS time, uniqExact(session_id) AS active
FROM mcp_session_hours
WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
GROUP BY time
