-- In the last day of the period at most, of operations of its day and the one before: a Collector gives up on what is older. By the name of their
-- partition, so that the times at which they began need not be read.
ingested_at >= greatest($__fromTime_ms, $__toTime_ms - INTERVAL 1 DAY) AND ingested_at < $__toTime_ms
AND _partition_id >= formatDateTime(greatest($__fromTime_ms, $__toTime_ms - INTERVAL 1 DAY) - INTERVAL 1 DAY, '%Y%m%d', 'UTC')
