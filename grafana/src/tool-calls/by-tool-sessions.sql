-- The sessions of the same tools.
SELECT toString((service, target)) AS key, arrayUniq(groupArrayArray(session_ids)) AS sessions
FROM (
    WITH
        -- include filters/day-plan
    SELECT service, target, operations AS call_count, session_ids
    -- include tool-calls/sealed-sessions
        -- include filters/service
        -- include filters/tool
        -- include filters/client
        -- include filters/outcome
    SETTINGS final = 0
    UNION ALL
    SELECT service, target, toUInt32(1) AS call_count, [cityHash64(session_key)] AS session_ids
    -- include tool-calls/open-calls
        -- include filters/service
        -- include filters/tool
        -- include filters/client
        -- include filters/outcome
)
GROUP BY target, service
ORDER BY sum(call_count) DESC, target, service
LIMIT 200
