-- How far sessions reach that were active on both sides of an edge of the period. Rows that are no longer a session, and all of an
-- identity that is open, reach further than its sessions do: cheaper than mcp_sessions, and where operations are looked for, wider does no harm.
SELECT
    toString(maxIf(last_activity, created < {from:DateTime64(6, 'UTC')} AND last_activity >= {from:DateTime64(6, 'UTC')})) AS reachedIn,
    toString(minIf(created, created < {to:DateTime64(6, 'UTC')} AND last_activity >= {to:DateTime64(6, 'UTC')})) AS begun,
    if(begun < '1971', toString({to:DateTime64(6, 'UTC')}), begun) AS leftFrom
FROM (
    SELECT created, last_activity
    FROM mcp_sealed_sessions
    WHERE created < {from:DateTime64(6, 'UTC')} AND last_activity >= {from:DateTime64(6, 'UTC')}
    UNION ALL
    SELECT created, last_activity
    FROM mcp_sealed_sessions
    WHERE created < {to:DateTime64(6, 'UTC')} AND last_activity >= {to:DateTime64(6, 'UTC')}
    UNION ALL
    SELECT min(created) AS created, max(last_activity) AS last_activity
    FROM mcp_session_slots
    WHERE session_key IN (SELECT operations_key FROM mcp_open_sessions)
    GROUP BY session_key
)
