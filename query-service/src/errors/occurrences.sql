SELECT
    -- include database/operation-columns
FROM
    -- include errors/failures
WHERE fingerprint = {fingerprint:String}
    -- include :after
-- include :order
LIMIT {limit:UInt32}
