SELECT DISTINCT service
FROM mcp_operation_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms)
