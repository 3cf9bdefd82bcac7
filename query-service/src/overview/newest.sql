-- The newest operation of all time. Hours with operations, and those next to them, are known: one of them is read, not the last granule of
-- every day. FINAL would change nothing here.
SELECT ts AS lastOperationAt
FROM (
    SELECT ts
    FROM mcp_operations
    WHERE ts >= (SELECT max(hour) - INTERVAL 1 HOUR FROM mcp_hour_arrivals)
    ORDER BY ts DESC
    LIMIT 1
    SETTINGS final = 0
)
