-- In the last day of the period at most, of operations that began within a day before: a Collector gives up on what is older.
ingested_at >= greatest($__fromTime_ms, $__toTime_ms - INTERVAL 1 DAY) AND ingested_at < $__toTime_ms
AND ts >= greatest($__fromTime_ms, $__toTime_ms - INTERVAL 1 DAY) - INTERVAL 1 DAY
