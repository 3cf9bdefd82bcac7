    traceId, spanId, startedAt, durationMs, 'ended' AS state, vantage AS side, kind, method,
    nullIf(target, '') AS target, nullIf(resourceUri, '') AS resourceUri, nullIf(requestId, '') AS requestId,
    result AS outcome,
    if(errorType != '' OR errorCode != '' OR errorMessage != '',
        CAST(tuple(if(errorType != '', errorType, result), nullIf(errorCode, ''), nullIf(errorMessage, ''))
            AS Tuple(type String, code Nullable(String), message Nullable(String)))::Variant(
                Tuple(type String, code Nullable(String), message Nullable(String))),
        NULL) AS error,
    serviceName AS service, sessionKey, sessionBasis, nullIf(clientName, '') AS clientName, nullIf(transportKind, '') AS transport,
    argumentsSize, resultSize
