SELECT roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time, count() AS number
FROM
    -- include errors/failures
WHERE kind = {kind:String}
GROUP BY time
