-- The first session of each version of a service, for versions that first appeared within the period.
SELECT toDateTime64(min(created), 6, 'UTC') AS time, concat(service, ' ', service_version) AS text, service AS tags
FROM mcp_sessions
WHERE last_activity >= $__fromTime_ms AND created < $__toTime_ms AND service_version != ''
GROUP BY service, service_version
HAVING time > $__fromTime_ms + INTERVAL 1 MINUTE
ORDER BY time
