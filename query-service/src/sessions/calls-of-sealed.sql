
    , CAST((succeeded, failed, longest_run, longest_run_tool), 'Tuple(succeeded UInt32, failed UInt32, longestRun UInt16, longestRunTool String)') AS calls
