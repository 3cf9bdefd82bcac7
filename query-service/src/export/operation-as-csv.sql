    traceId, spanId, startedAt, durationMs, 'ended', vantage, kind, defused(method),
    defused(nullIf(target, '')), defused(nullIf(resourceUri, '')), defused(nullIf(requestId, '')),
    result,
    if(errorType != '' OR errorCode != '' OR errorMessage != '', defused(if(errorType != '', errorType, result)), NULL),
    defused(nullIf(errorCode, '')), defused(nullIf(errorMessage, '')),
    defused(serviceName), defused(sessionKey), sessionBasis, defused(nullIf(clientName, '')), defused(nullIf(transportKind, '')),
    argumentsSize, resultSize
