-- Of each period: how many keys are open, with all that they did, that may have a session in it; and how far sessions reach that were active
-- on both sides of its edges. Rows that are no longer a session, and all of an identity that is open, reach further than its sessions do:
-- cheaper than mcp_sessions, and where operations are looked for, wider does no harm.
SELECT
    period.1 AS number,
    countIf(is_open AND last_activity >= period.2 AND created <= period.3) AS open,
    toString(maxIf(last_activity, created < period.2 AND last_activity >= period.2)) AS reachedIn,
    toString(minIf(created, created < period.3 AND last_activity >= period.3)) AS begun,
    if(begun < '1971', toString(any(period.3)), begun) AS leftFrom
FROM (
    SELECT true AS is_open, min(created) AS created, max(last_activity) AS last_activity
    FROM mcp_session_slots
    WHERE session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY session_key
    -- include :crossing
    -- Each period has its row.
    UNION ALL
    SELECT false, toDateTime64(0, 6, 'UTC'), toDateTime64(0, 6, 'UTC')
)
ARRAY JOIN {periods:Array(Tuple(UInt8, DateTime64(6, 'UTC'), DateTime64(6, 'UTC')))} AS period
GROUP BY number
ORDER BY number
