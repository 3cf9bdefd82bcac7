
-- Of a session that was active on both sides of an edge of the period, the operations themselves tell.
-- include :kind
AND ((created >= {from:DateTime64(6, 'UTC')} AND last_activity < {to:DateTime64(6, 'UTC')}) OR
    -- include database/has-operations
)
