-- When sessions last called. To be there twice makes no difference here: without FINAL, the index of sessions tells which rows to read.
SELECT session_key AS key, max(ts) AS lastCallAt
FROM (
    SELECT
    -- include tool-calls/call-columns
    -- include tool-calls/found-calls
    SETTINGS final = 0
)
WHERE
    -- include database/operation-filter
GROUP BY session_key
