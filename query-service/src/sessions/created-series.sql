-- Sessions by the bucket in which they were created.
SELECT toStartOfInterval(created, toIntervalSecond({bucket:UInt32})) AS time, count() AS created_count
FROM mcp_sessions
WHERE
    -- include sessions/session-filter
    AND created >= {from:DateTime64(6, 'UTC')}
GROUP BY time
