SELECT
    -- include sessions/session-columns
    -- include :calls
FROM
    -- include :sessions
WHERE
    -- include sessions/session-filter
    -- include :after
    -- include :near
    -- include :order
LIMIT {limit:UInt32}
