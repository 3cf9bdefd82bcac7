-- How the definition of a tool changed, oldest first.
SELECT service AS serviceName, definition_hash AS hash, bytes, tokens, first_listed AS firstListedAt, last_listed AS lastListedAt, current
FROM mcp_listed_tools
WHERE tool = {tool:String}
ORDER BY service, first_listed, definition_hash
LIMIT 1000
