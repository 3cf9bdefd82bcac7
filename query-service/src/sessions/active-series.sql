-- Sessions with at least one operation in the bucket.
SELECT roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time, uniqExact(cityHash64(session_key)) AS active
FROM mcp_operations
WHERE
    -- include database/operation-filter
GROUP BY time
