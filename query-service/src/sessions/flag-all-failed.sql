
-- Its calls, as each side reported them; cancelled ones tell nothing. Few sessions have as many errors as calls.
tool_calls > 0 AND errors > 0 AND session_key IN (SELECT session_key FROM mcp_session_calls WHERE succeeded = 0 AND failed > 0)
