    uniqExact(cityHash64(session_key)) AS sessions,
    count() AS operations,
    countIf(method = 'tools/call') AS toolCalls,
    countIf(outcome NOT IN ('ok', 'cancelled')) AS errors,
    max(ts) AS lastSeenAt
