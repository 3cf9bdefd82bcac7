-- Of each period: how many keys are open, with all that they did, that may have a session in it; and how far sessions reach that were active
-- on both sides of its edges. Rows that are no longer a session, and all of an identity that is open, reach further than its sessions do:
-- cheaper than mcp_sessions, and where operations are looked for, wider does no harm.
SELECT
    number,
    countIf(is_open AND last_activity >= since AND created <= until) AS open,
    toString(maxIf(last_activity, created < since AND last_activity >= since)) AS reachedIn,
    toString(minIf(created, created < until AND last_activity >= until)) AS begun,
    if(begun < '1971', toString(any(until)), begun) AS leftFrom
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
ARRAY JOIN
    {since:Array(DateTime64(6, 'UTC'))} AS since,
    {until:Array(DateTime64(6, 'UTC'))} AS until,
    arrayEnumerate({since:Array(DateTime64(6, 'UTC'))}) AS number
GROUP BY number
ORDER BY number
