-- Tool calls of the plan's days, with their sessions.
FROM mcp_rollup
WHERE kind = 'operation' AND seconds = 86400 AND (start, sealed) IN plan.1 AND method = 'tools/call' AND target != '' AND counted
