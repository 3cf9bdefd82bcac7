
-- Only of sessions that were active on both sides of an edge of the period the operations are asked: their time is enough.
(ts <= {reachedIn:DateTime64(6, 'UTC')} OR ts >= {leftFrom:DateTime64(6, 'UTC')})
