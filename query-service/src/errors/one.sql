-- One kind of error, and how many there were in each bucket.
SELECT
    -- include errors/group-columns
    ,
    sumMap([roundDown(toUnixTimestamp(ts), {starts:Array(UInt32)})], [toUInt64(1)]) AS series
FROM
    -- include errors/failures
WHERE fingerprint = {fingerprint:String}
GROUP BY fingerprint
