    (
        -- Calls as mcp_tool_call_counts gives them, with its plan as parameters: the engine looks at a view, and computes its plan, for each use
        -- anew, and at each column that is listed, whether it is asked for or not.
        SELECT
            toDateTime64(start, 6, 'UTC') AS ts, service, target, client_name, outcome, toUInt64(operations) AS call_count, duration_ns, latencies,
            latency_counts
    -- include rollup/sealed-calls
        UNION ALL
        SELECT
            ts, service, target, client_name, outcome, toUInt64(1) AS call_count, duration_ns,
    -- include rollup/latency-of-one
    -- include rollup/open-calls
    )
