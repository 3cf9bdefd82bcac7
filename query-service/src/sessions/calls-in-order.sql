-- Of each session: how many tool calls succeeded and failed, and the longest run of calls with one signature, which is the
-- tool with the size and shape of its arguments. Calls whose arguments nobody measured are like no other.
SELECT
    session_key AS key,
    sum(succeeded) AS succeeded,
    max(failed) AS failed,
    max(longest).1 AS longestRun,
    max(longest).2 AS longestRunTool
FROM (
    SELECT
        session_key,
        countIf(outcome = 'ok') AS succeeded,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS failed,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            target))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest
    FROM mcp_operations
    WHERE session_key IN {keys:Array(String)} AND method = 'tools/call'
        AND ts >= {from:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')}
    GROUP BY session_key, side
)
GROUP BY key
