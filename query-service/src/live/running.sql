-- Snapshots that were taken lately, of operations that may run still. Snapshots carry the emitter's time only.
SELECT
    seen,
    trace_id AS traceId,
    span_id AS spanId,
    ts AS startedAt,
    dateDiff('microsecond', ts, seen) / 1e3 AS durationMs,
    toString(side) AS vantage,
    if(startsWith(method, 'notifications/'), 'notification', 'request') AS kind,
    method,
    target,
    resource_uri AS resourceUri,
    request_id AS requestId,
    '' AS result,
    '' AS errorType,
    '' AS errorCode,
    '' AS errorMessage,
    service AS serviceName,
    if(session_basis = 'identity', concat(session_key, '@', toString(toUnixTimestamp(ts))), session_key) AS sessionKey,
    toString(session_basis) AS sessionBasis,
    client_name AS clientName,
    transport AS transportKind,
    arguments_size AS argumentsSize,
    NULL AS resultSize
FROM mcp_snapshots
WHERE ts > now64(6) - INTERVAL 1 DAY AND seen > now64(6) - INTERVAL 2 MINUTE
ORDER BY seen
LIMIT {limit:UInt32}
