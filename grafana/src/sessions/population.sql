-- Compared with the other sessions of the period, where there are enough of them to compare.
(
    SELECT (count(), quantileTDigest(0.95)(duration_ms))
    FROM mcp_sessions
    WHERE last_activity >= $__fromTime_ms AND created < $__toTime_ms
) AS population,
if(population.1 >= 20, greatest(60000, 3 * population.2), inf) AS long_ms
