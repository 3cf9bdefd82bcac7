ts >= $__fromTime_ms AND ts < $__toTime_ms
