-- The first operation of each version of a service, for versions that first appeared within the period.
SELECT min(ts) AS time, concat(service, ' ', service_version) AS text, service AS tags
FROM mcp_operations
WHERE
    -- include filters/period
    AND service_version != ''
GROUP BY service, service_version
HAVING time > $__fromTime_ms + INTERVAL 1 MINUTE
ORDER BY time
