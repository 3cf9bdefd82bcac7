-- The sessions that a reader should open first, and why: the same rules and words as those of the API. Where the calls of a hundred sessions of the
-- last day tell enough, none that was quiet before is read.
WITH
    (
        SELECT (count(), quantileTDigest(0.95)(duration_ms))
        FROM mcp_sessions
        WHERE last_activity >= $__fromTime_ms AND created < $__toTime_ms
    ) AS population,
    -- Compared with the other sessions of the period, where there are enough of them to compare.
    if(population.1 >= 20, greatest(60000, 3 * population.2), inf) AS long_ms,
    (
        SELECT if(count() < 100, $__fromTime_ms, min(last_activity))
        FROM (
            SELECT last_activity
            FROM mcp_sealed_sessions
            WHERE created >= $__toTime_ms - INTERVAL 1 DAY AND NOT removed
                AND (longest_run >= 8 OR (tool_calls > 0 AND errors > 0 AND succeeded = 0 AND failed > 0))
                AND operations_key NOT IN (SELECT operations_key FROM mcp_open_sessions)
                AND
                -- include filters/sessions
            ORDER BY last_activity DESC
            LIMIT 100
        )
    ) AS since
SELECT
    session_key AS session,
    arrayStringConcat(arrayFilter(each -> each != '', [
        multiIf(succeeded > 0 OR failed = 0, '', failed = 1, 'its only tool call failed', concat('all of its ', toString(failed), ' tool calls failed')),
        if(longest_run >= 8, concat(longest_run_tool, ' was called ', toString(longest_run), ' times in a row with arguments of the same size and shape'), ''),
        if(
            duration_ms > long_ms,
            concat('it took ', toString(toUInt64(floor(duration_ms / 1000 + 0.5))), ' s; 95% of the ', toString(population.1),
                ' sessions took no longer than ', toString(toUInt64(floor(population.2 / 1000 + 0.5))), ' s'),
            ''),
        if(status = 'lost' AND last_sign_of_life > last_activity, 'its heartbeats stopped, but no end was seen', '')
    ]), '; ') AS reason,
    -- include sessions/session-columns
FROM (
    SELECT *
    FROM mcp_sessions
    WHERE last_activity >= since AND
        -- include filters/sessions
) AS sessions
LEFT JOIN (
    SELECT *
    FROM mcp_session_calls
    WHERE longest_run >= 8 OR (succeeded = 0 AND failed > 0)
) AS calls USING session_key
WHERE duration_ms > long_ms
    OR (status = 'lost' AND last_sign_of_life > last_activity)
    OR (tool_calls > 0 AND errors > 0 AND succeeded = 0 AND failed > 0)
    OR longest_run >= 8
ORDER BY last_activity DESC, session_key DESC
LIMIT 100
