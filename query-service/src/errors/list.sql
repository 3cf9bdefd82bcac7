SELECT
    fingerprint,
    any(common_message) AS message,
    any(toString(outcome)) AS result,
    any(error_code) AS code,
    count() AS number,
    uniqExact(cityHash64(session_key)) AS sessions,
    topKIf(10)(target, target != '') AS tools,
    topK(10)(service) AS services,
    min(ts) AS firstSeenAt,
    max(ts) AS lastSeenAt,
    argMax((trace_id, span_id, ts, error_message), ts) AS example
FROM
    -- include errors/failures
WHERE {fingerprint:String} = '' OR fingerprint = {fingerprint:String}
GROUP BY fingerprint
HAVING 1
    -- include :after
-- include :order
LIMIT {limit:UInt32}
