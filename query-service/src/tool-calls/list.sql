SELECT
    -- include database/operation-columns
FROM
    -- include :table
WHERE
    -- include database/operation-filter
    -- include :after
-- include :order
LIMIT {limit:UInt32}
