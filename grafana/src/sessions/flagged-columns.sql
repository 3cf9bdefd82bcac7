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
