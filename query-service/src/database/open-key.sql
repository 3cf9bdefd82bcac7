-- Whether the key of a session's operations is open.
SELECT count() AS open
FROM mcp_open_sessions
WHERE operations_key IN ({key:String}, {operationsKey:String})
