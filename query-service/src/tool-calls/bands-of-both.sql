    (
        SELECT ts, outcome, bands, latency_counts
        FROM
    -- include rollup/call-bands
        UNION ALL
        SELECT ts, outcome, bands, latency_counts
        FROM
    -- include tool-calls/counts-of-operations
    )
