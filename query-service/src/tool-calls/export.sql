-- Tool calls as an export has them.
-- include :with
SELECT
    -- include :columns
FROM (
    SELECT
    -- include database/operation-columns
    FROM
    -- include :table
    WHERE
    -- include database/operation-filter
)
-- include :order
