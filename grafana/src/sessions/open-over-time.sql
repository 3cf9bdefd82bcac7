-- Sessions that were open at some time in each interval: those begun so far, without those that were over before it.
SELECT
    time,
    sum(begun) OVER (ORDER BY time) - sum(over) OVER (ORDER BY time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS open
FROM (
    SELECT $__timeInterval(edge.1) AS time, countIf(edge.2 = 'begin') AS begun, countIf(edge.2 = 'end') AS over
    FROM (
        SELECT arrayJoin([(greatest(created, $__fromTime_ms), 'begin'), (coalesce(ended, last_activity), 'end')]) AS edge
        FROM mcp_sessions
        WHERE
            -- include filters/sessions
    )
    WHERE edge.1 < $__toTime_ms
    GROUP BY time
    ORDER BY time WITH FILL
        FROM toStartOfInterval($__fromTime, INTERVAL $__interval_s second) TO $__toTime STEP toIntervalSecond($__interval_s)
)
ORDER BY time
