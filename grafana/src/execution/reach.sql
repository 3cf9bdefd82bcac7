-- A trace lies close in time to each of its operations; one without any is looked for in the last day.
SELECT if(count() = 0, (now64(6) - INTERVAL 1 DAY, now64(6)), (
    min(ts) - INTERVAL 1 HOUR, max(fromUnixTimestamp64Micro(toUnixTimestamp64Micro(ts) + intDiv(duration_ns, 1000), 'UTC')) + INTERVAL 1 HOUR))
FROM mcp_operations
WHERE trace_id = decodeURLComponent('${trace:percentencode}')
SETTINGS final = 0
