-- Sessions that called one tool often enough are few; only their calls are put in order, as in calls-in-order.sql.
SELECT session_key
FROM (
    SELECT session_key, arraySort(groupArray(10000)((ts, cityHash64(target, assumeNotNull(arguments_size), arguments_shape)))).2 AS calls
    FROM mcp_operations
    WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms AND method = 'tools/call' AND arguments_size IS NOT NULL
        AND session_key IN (
            SELECT session_key
            FROM mcp_operations
            WHERE ts >= $__fromTime_ms AND ts < $__toTime_ms AND method = 'tools/call' AND arguments_size IS NOT NULL
            GROUP BY session_key, side, target, arguments_size
            HAVING count() >= 8
        )
    GROUP BY session_key, side
)
WHERE arrayMax(arrayMap(run -> length(run), arraySplit((call, start) -> start, calls, arrayMap(
    (call, before) -> call != before, calls, arrayPushFront(arrayPopBack(calls), 0))))) >= 8
