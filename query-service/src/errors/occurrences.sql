SELECT
    -- include database/operation-columns
FROM
    -- include errors/failures
WHERE kind = {kind:String}
    -- include :after
-- include :order
LIMIT {limit:UInt32}
