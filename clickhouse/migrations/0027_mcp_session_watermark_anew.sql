-- 0020 seals all sessions anew. A refresh of the watermark that was under way then could end after it, and vouch for sealed sessions that were gone. It is
-- worked out again from those that are there; until then, a minute, every session is merged as it is read.
TRUNCATE TABLE mcp_session_watermark;
