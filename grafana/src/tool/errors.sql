-- The kinds of its failures, most frequent first.
SELECT
    -- include errors/group-columns
FROM mcp_errors
WHERE
    -- include filters/period
    AND method = 'tools/call'
    AND
    -- include filters/one-tool
    -- include filters/told-once
GROUP BY fingerprint
ORDER BY errors DESC, fingerprint DESC
LIMIT 10
