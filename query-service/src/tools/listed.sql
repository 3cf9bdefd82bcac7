-- Tools of the current lists: what callers are shown now.
SELECT service AS serviceName, tool AS name, definition_hash AS hash, bytes, tokens, last_listed AS listedAt
FROM mcp_listed_tools
WHERE current
ORDER BY last_listed DESC
LIMIT 1 BY service, tool
LIMIT 10000
