-- Since a time that leaves enough of them for the page: fewer rows are read with all of their columns.
SELECT
    -- include database/operation-columns
FROM
    -- include errors/failures
WHERE fingerprint = {fingerprint:String} AND ts >= {since:DateTime64(6, 'UTC')}
    -- include :after
-- include :order
LIMIT {limit:UInt32}
