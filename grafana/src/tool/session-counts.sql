-- What mcp_operation_sessions gives of the tool, which takes the engine longer to look at. The operations of a row lie between `ts` and `last`.
(
    WITH
        -- include filters/day-plan
    SELECT
        toDateTime64(start, 6, 'UTC') AS ts, last, service, target, outcome, operations AS call_count, session_ids, session_operations
    -- include tool-calls/sealed-sessions
        AND
        -- include filters/one-tool
    SETTINGS final = 0
    UNION ALL
    SELECT
        ts, ts AS last, service, target, outcome, toUInt32(1) AS call_count,
        [cityHash64(session_key)] AS session_ids, [toUInt32(1)] AS session_operations
    -- include tool-calls/open-calls
        AND
        -- include filters/one-tool
)
