SELECT
    -- include errors/group-columns
FROM mcp_errors
WHERE
    -- include filters/errors
    -- include filters/fingerprint
GROUP BY fingerprint
ORDER BY errors DESC, fingerprint DESC
LIMIT 200
