        trace_id AS traceId, span_id AS spanId, ts AS startedAt, target AS targetName, toString(outcome) AS result
