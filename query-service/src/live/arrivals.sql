SELECT count() AS arrived
FROM mcp_operations
WHERE ingested_at > {since:DateTime64(3, 'UTC')}
