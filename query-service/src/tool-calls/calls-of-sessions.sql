    (
        -- Calls of a few sessions, each once.
        SELECT
    -- include tool-calls/call-columns
    -- include tool-calls/found-calls
    )
