SELECT
    toStartOfInterval(ts, toIntervalSecond({bucket:UInt32})) AS time,
    -- include tool-calls/latency-columns
FROM mcp_tool_calls
WHERE
    -- include database/operation-filter
GROUP BY time
