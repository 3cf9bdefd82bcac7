-- include filters/sessions
AND (
    duration_ms > long_ms
    OR (status = 'lost' AND last_sign_of_life > last_activity)
    OR (tool_calls > 0 AND errors > 0 AND succeeded = 0 AND failed > 0)
    OR longest_run >= 8
)
