-- Among the newest reports of calls are the newest calls: both sides may report a call, and a report may arrive twice. Where they are too few,
-- the whole period is read.
WITH
    (
        SELECT (min(ts), count())
        FROM (
            SELECT ts
            FROM mcp_operations
            WHERE method = 'tools/call' AND
                -- include filters/calls
            ORDER BY ts DESC
            LIMIT 500
            SETTINGS final = 0, read_in_order_use_virtual_row = 1
        )
    ) AS newest,
    (
        SELECT count()
        FROM mcp_tool_calls_between(from = if(newest.2 < 500, $__toTime_ms, newest.1), to = $__toTime_ms)
        WHERE
            -- include filters/calls
    ) AS newest_calls,
    multiIf(newest.2 = 0, $__toTime_ms, newest.2 < 500 OR newest_calls >= 200, newest.1, $__fromTime_ms) AS since
SELECT
    -- include tool-calls/execution-columns
FROM mcp_tool_calls_between(from = since, to = $__toTime_ms)
WHERE
    -- include filters/calls
ORDER BY ts DESC, trace_id DESC, span_id DESC
LIMIT 200
