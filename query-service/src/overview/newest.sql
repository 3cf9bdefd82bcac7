-- The newest operation of all time; reads the newest part of the newest day only.
SELECT ts AS lastOperationAt
FROM mcp_operations
ORDER BY ts DESC
LIMIT 1
