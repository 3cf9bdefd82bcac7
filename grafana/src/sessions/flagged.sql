-- The sessions that a reader should open first, and why: the same rules and words as those of the API.
WITH
    (
        SELECT (count(), quantileTDigest(0.95)(duration_ms))
        FROM mcp_sessions
        WHERE last_activity >= $__fromTime_ms AND created < $__toTime_ms
    ) AS population,
    -- Compared with the other sessions of the period, where there are enough of them to compare.
    if(population.1 >= 20, greatest(60000, 3 * population.2), inf) AS long_ms,
    (
        SELECT groupArray(session_key)
        FROM (
            SELECT session_key
            FROM mcp_sessions
            WHERE
                -- include filters/sessions
                AND (
                    duration_ms > long_ms
                    OR (status = 'lost' AND last_sign_of_life > last_activity)
                    OR (tool_calls > 0 AND errors > 0 AND session_key IN (
                        SELECT session_key FROM mcp_session_calls WHERE succeeded = 0 AND failed > 0
                    ))
                    OR session_key IN (SELECT session_key FROM mcp_session_calls WHERE longest_run >= 8)
                )
            ORDER BY last_activity DESC, session_key DESC
            LIMIT 100
        )
    ) AS flagged
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
FROM (SELECT * FROM mcp_sessions WHERE session_key IN (SELECT arrayJoin(flagged))) AS sessions
LEFT JOIN (SELECT * FROM mcp_session_calls WHERE session_key IN (SELECT arrayJoin(flagged))) AS calls USING session_key
ORDER BY last_activity DESC, session_key DESC
