-- The newest operation. The table is ordered by time: its last granule is read. FINAL would read every day, and changes nothing here.
SELECT ts AS startedAt, ingested_at AS arrivedAt
FROM (
    SELECT ts, ingested_at
    FROM mcp_operations
    ORDER BY ts DESC
    LIMIT 1
    SETTINGS final = 0
)
