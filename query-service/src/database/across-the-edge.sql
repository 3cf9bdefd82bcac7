
-- Only sessions that were active on both sides of the period's edge are asked for: their time is enough.
(
    ts <= (SELECT max(last_activity) FROM mcp_sessions WHERE created < {from:DateTime64(6, 'UTC')} AND last_activity >= {from:DateTime64(6, 'UTC')})
    OR ts >= (SELECT if(count() = 0, {to:DateTime64(6, 'UTC')}, min(created)) FROM mcp_sessions WHERE created < {to:DateTime64(6, 'UTC')} AND last_activity >= {to:DateTime64(6, 'UTC')})
)
