last_activity >= $__fromTime_ms AND created < $__toTime_ms
-- include filters/service
-- include filters/client
