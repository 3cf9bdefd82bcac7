-- Cancelled calls tell nothing.
SELECT session_key
FROM mcp_operations
WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms AND method = 'tools/call'
GROUP BY session_key
HAVING countIf(outcome = 'ok') = 0 AND countIf(outcome != 'cancelled') > 0
