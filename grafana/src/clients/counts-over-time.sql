-- In steps that the rollup has, where they are as wide.
(
    SELECT *
    FROM mcp_operation_counts(
        step =
            -- include filters/wide-step
        , from = $__fromTime_ms, to = $__toTime_ms)
    WHERE
        -- include filters/period
        -- include filters/service
        -- include filters/client
)
