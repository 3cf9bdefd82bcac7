-- The newest operation. The table is ordered by time: its last granule is read.
SELECT ts AS startedAt, ingested_at AS arrivedAt
FROM mcp_operations
ORDER BY ts DESC
LIMIT 1
