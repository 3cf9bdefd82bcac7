
session_key IN (SELECT session_key FROM mcp_session_calls WHERE longest_run >= 8)
