-- Of each session: how many tool calls succeeded and failed, and the longest run of calls with one signature, which is the
-- tool with the size and shape of its arguments. Calls whose arguments nobody measured are like no other.
SELECT session_key, sum(ok) AS succeeded, max(not_ok) AS failed, max(longest_run) AS longest
FROM (
    SELECT
        session_key,
        countIf(outcome = 'ok') AS ok,
        countIf(outcome NOT IN ('ok', 'cancelled')) AS not_ok,
        arraySort(groupArray(10000)((
            ts,
            if(arguments_size IS NULL, cityHash64(trace_id, span_id), cityHash64(target, assumeNotNull(arguments_size), arguments_shape)),
            target))) AS calls,
        arraySplit((call, start) -> start, calls, arrayMap(
            (call, before) -> call != before, calls.2, arrayPushFront(arrayPopBack(calls.2), 0))) AS runs,
        arrayMax(arrayMap(run -> (length(run), run[1].3), runs)) AS longest_run
    FROM mcp_operations
    WHERE session_key IN (SELECT arrayJoin(flagged.1)) AND method = 'tools/call' AND ts >= flagged.2 AND ts <= flagged.3
    GROUP BY session_key, side
)
GROUP BY session_key
