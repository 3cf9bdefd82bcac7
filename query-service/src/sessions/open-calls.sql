SELECT
    session_key AS key,
    succeeded AS succeeded,
    failed AS failed,
    longest_run AS longestRun,
    longest_run_tool AS longestRunTool
FROM mcp_open_session_calls
WHERE session_key IN {keys:Array(String)}
