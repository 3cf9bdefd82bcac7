SELECT DISTINCT client_name
FROM mcp_operation_counts(step = 86400, from = $__fromTime_ms, to = $__toTime_ms)
