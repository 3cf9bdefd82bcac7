SELECT roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)}) AS time, count() AS number
FROM
    -- include errors/failures
WHERE fingerprint = {fingerprint:String}
GROUP BY time
