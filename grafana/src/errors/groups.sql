-- An error that both sides reported is told by its server.
SELECT
    count() AS errors,
    any(common_message) AS message,
    any(toString(outcome)) AS outcome_name,
    any(error_code) AS code,
    arrayStringConcat(topKIf(5)(target, target != ''), ', ') AS tools,
    uniqExact(session_key) AS sessions,
    min(ts) AS first_seen,
    max(ts) AS last_seen,
    fingerprint,
    argMax(trace_id, ts) AS trace_id,
    argMax(span_id, ts) AS span_id
FROM mcp_errors
WHERE
    -- include filters/errors
GROUP BY fingerprint
ORDER BY errors DESC, fingerprint
LIMIT 200
