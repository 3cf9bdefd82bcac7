
-- Its calls in the period, as each side reported them; cancelled ones tell nothing. Few sessions have as many errors as calls.
tool_calls > 0 AND errors > 0 AND session_key IN (
    SELECT session_key
    FROM mcp_operations
    WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND method = 'tools/call'
    GROUP BY session_key
    HAVING countIf(outcome = 'ok') = 0 AND countIf(outcome != 'cancelled') > 0
)
