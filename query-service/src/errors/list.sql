SELECT
    -- include errors/group-columns
FROM
    -- include errors/failures
WHERE 1
GROUP BY fingerprint
HAVING 1
    -- include :after
-- include :order
LIMIT {limit:UInt32}
