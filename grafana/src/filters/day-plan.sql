-- Sealed days inside of the period, the hours that they leave out, and these with the hours beside them, where the other view of a call may lie:
-- what mcp_rollup_plan gives for rows that only days have. With fewer steps, the engine is done with it sooner.
(
    SELECT (days, open_hours, arrayFlatten(arrayMap(hour -> [hour - 3600, hour, hour + 3600], open_hours)))
    FROM (
        SELECT groupArrayIf((start, sealed), fits) AS days, groupArrayArrayIf(hours, NOT fits) AS open_hours
        FROM (
            SELECT
                start, max(seal) AS sealed, groupArrayArray(hours_with_rows) AS hours,
                sealed > toDateTime64(0, 3, 'UTC') AND argMax(counted, seal) >= max(arrived)
                    AND start >= $__fromTime_ms AND start + 86400 <= $__toTime_ms AS fits
            FROM (
                SELECT
                    start, s.arrived AS counted, s.sealed AS seal, toDateTime64(0, 3, 'UTC') AS arrived, CAST([], 'Array(DateTime(\'UTC\'))') AS hours_with_rows
                FROM mcp_rollup_seals AS s
                WHERE seconds = 86400 AND start >= $__fromTime_ms AND start < $__toTime_ms
                UNION ALL
                SELECT
                    toStartOfDay(hour) AS start, toDateTime64(0, 3, 'UTC') AS counted, toDateTime64(0, 3, 'UTC') AS seal, arrived, [hour] AS hours_with_rows
                FROM mcp_hour_arrivals
                WHERE hour >= toStartOfHour($__fromTime_ms, 'UTC') AND hour < $__toTime_ms
            )
            GROUP BY start
        )
    )
) AS plan
