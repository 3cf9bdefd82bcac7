-- The newest operation of all time: the last granule of the newest day. FINAL would read every day, and changes nothing here.
SELECT ts AS lastOperationAt
FROM (
    SELECT ts
    FROM mcp_operations
    ORDER BY ts DESC
    LIMIT 1
    SETTINGS final = 0
)
