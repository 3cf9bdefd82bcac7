SELECT
    session_key AS key,
    succeeded AS succeeded,
    failed AS failed,
    longest_run AS longestRun,
    longest_run_tool AS longestRunTool
FROM mcp_sealed_sessions FINAL
WHERE session_key IN {keys:Array(String)} AND NOT removed AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
