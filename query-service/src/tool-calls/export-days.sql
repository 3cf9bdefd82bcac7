-- Days that have operations at all, found on one column; whether some arrived twice does not matter.
SELECT *
FROM (
    SELECT toUnixTimestamp(toStartOfDay(ts)) AS start, count() AS rows
    FROM mcp_operations
    WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    GROUP BY start
    SETTINGS final = 0
)
ORDER BY start
