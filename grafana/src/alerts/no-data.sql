-- Minutes since the newest operation arrived; no row in an empty database.
SELECT dateDiff('second', ingested_at, $__toTime_ms) / 60 AS minutes
FROM mcp_operations
WHERE ts < $__toTime_ms
ORDER BY ts DESC
LIMIT 1
