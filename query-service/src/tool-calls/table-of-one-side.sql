    (SELECT * FROM mcp_operations WHERE method = 'tools/call')
