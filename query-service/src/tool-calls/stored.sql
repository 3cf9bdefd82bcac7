
    -- Failed operations may be kept a little longer than the operations themselves, which are what a list is of.
    AND ts >= (SELECT ts FROM mcp_operations ORDER BY ts LIMIT 1 SETTINGS final = 0)
